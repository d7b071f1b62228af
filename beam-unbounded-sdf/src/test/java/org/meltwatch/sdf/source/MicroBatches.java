package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.SdfMark;

/**
 * Reads a source as the Spark runner does, in micro-batches that can be computed anew: readers are
 * cached in each process, and marks are bytes in the engine's state.
 */
final class MicroBatches {

  /**
   * What a micro-batch came to.
   *
   * @param mark where the next one begins
   */
  record Batch(List<String> outputs, byte[] mark) {}

  private final SdfSource<String, String> source;
  private final Map<String, UnboundedReader<String>> readers = new ConcurrentHashMap<>();
  private final Map<String, Coder<SdfMark<String>>> coders = new ConcurrentHashMap<>();
  private final Map<String, List<String>> unfinished = new ConcurrentHashMap<>();

  MicroBatches(SdfSource<String, String> source) {
    this.source = source;
  }

  /**
   * Computes a micro-batch.
   *
   * @param process where; a reader that is there from before is used again
   * @param mark where it begins; null for the first
   * @param most how many outputs it takes
   */
  Batch compute(String process, byte @Nullable [] mark, int most) throws IOException {
    UnboundedReader<String> reader = begin(process, mark);
    List<String> outputs = new ArrayList<>();
    while (outputs.size() < most && advances(reader)) {
      outputs.add(reader.getCurrent());
    }
    return ended(process, outputs);
  }

  /** Reads a part of a micro-batch, and then no more: its task has failed, or hangs. */
  void fail(String process, byte @Nullable [] mark, int outputs) throws IOException {
    UnboundedReader<String> reader = begin(process, mark);
    List<String> read = unfinished.computeIfAbsent(process, any -> new ArrayList<>());
    read.clear();
    for (int i = 0; i < outputs && advances(reader); i++) {
      read.add(reader.getCurrent());
    }
  }

  /** Ends what had failed, on the same thread. */
  Batch end(String process) throws IOException {
    return ended(process, unfinished.get(process));
  }

  private UnboundedReader<String> begin(String process, byte @Nullable [] mark) throws IOException {
    SdfSource<String, String> sent = SerializableUtils.clone(source);
    Coder<SdfMark<String>> coder = sent.getCheckpointMarkCoder();
    coders.put(process, coder);
    SdfMark<String> from = mark == null ? null : CoderUtils.decodeFromByteArray(coder, mark);
    UnboundedReader<String> reader = readers.get(process);
    if (reader == null) {
      reader = sent.createReader(Sources.OPTIONS, from);
      readers.put(process, reader);
      assertFalse(reader.start(), "the runner does not count what start gives");
    }
    return reader;
  }

  /** A lane may have nothing to give at first: its last outputs and its end are two polls. */
  private static boolean advances(UnboundedReader<String> reader) throws IOException {
    boolean available = reader.advance();
    return available || reader.advance();
  }

  private Batch ended(String process, List<String> outputs) throws IOException {
    UnboundedReader<String> reader = readers.get(process);
    reader.getCheckpointMark().finalizeCheckpoint();
    @SuppressWarnings("unchecked") // What the coder is for.
    SdfMark<String> end = (SdfMark<String>) reader.getCheckpointMark();
    return new Batch(List.copyOf(outputs), CoderUtils.encodeToByteArray(coders.get(process), end));
  }

  /** The process is gone. */
  void kill(String process) {
    readers.remove(process);
  }

  /** The runner has not used the reader for some time, and closes it. */
  void expire(String process) throws IOException {
    UnboundedReader<String> reader = readers.remove(process);
    if (reader != null) {
      reader.close();
    }
  }
}
