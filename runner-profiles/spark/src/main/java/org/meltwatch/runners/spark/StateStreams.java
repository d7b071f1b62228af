package org.meltwatch.runners.spark;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.dstream.DStream;
import scala.collection.JavaConverters;

/**
 * Has Spark keep all that it caches as bytes, and on disk where memory is short.
 *
 * <p>As bytes, because Beam's Spark runner changes state in place ({@code
 * runners.spark.stateful.SparkStateInternals#forKeyAndState} goes on with the table of the
 * micro-batch before). A task that fails half way, when an executor goes that it takes data from,
 * would have changed what its second attempt begins with: tiles would be taken for duplicates of
 * themselves, and have no result. What is read from bytes is nobody else's.
 *
 * <p>On disk, because what is dropped instead is computed anew from the last checkpoint on, and
 * that needs more memory again.
 */
// Spark discourages all of its streams, which Beam's runner is made of.
@SuppressWarnings("deprecation")
final class StateStreams {

  private StateStreams() {}

  /** For all micro-batches to come. */
  static void keepAsBytes(StreamingContext streams) {
    Set<DStream<?>> seen = new HashSet<>();
    for (DStream<?> output : streams.graph().getOutputStreams()) {
      keepAsBytes(output, seen);
    }
  }

  private static void keepAsBytes(DStream<?> stream, Set<DStream<?>> seen) {
    if (!seen.add(stream)) {
      return;
    }
    if (!stream.storageLevel().equals(StorageLevel.NONE())) {
      // persist() refuses once the streams are started, and the runner starts what it has made.
      stream.storageLevel_$eq(StorageLevel.MEMORY_AND_DISK_SER());
    }
    for (DStream<?> parent : JavaConverters.seqAsJavaList(stream.dependencies())) {
      keepAsBytes(parent, seen);
    }
  }
}
