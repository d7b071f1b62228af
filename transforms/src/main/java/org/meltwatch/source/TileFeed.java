package org.meltwatch.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.model.received.Received;
import org.meltwatch.options.UsageException;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.worker.WorkerState;

/**
 * The tiles of one run, from a source that was started.
 *
 * <p>A run reads it by {@link #read} or by {@link #reader} and calls {@link #step} now and then.
 * When the engine is done, what the source keeps in its process is closed with the {@link
 * WorkerState}; then, after a run that went well, {@link #end} and {@link #finish} are called,
 * after another {@link #rescue} and {@link #end}.
 */
public interface TileFeed {

  /**
   * Hands on every message once and then a {@code LaneEnd} of every lane; positions are dense and
   * floors are kept, by which gaps are proven.
   */
  PTransform<PBegin, PCollection<Received>> read();

  /** Takes results, and hands each on once it is stored; empty if nobody wants any. */
  default Optional<PTransform<PCollection<TileResult>, PCollection<TileResult>>> sink() {
    return Optional.empty();
  }

  /**
   * The same messages one by one, for a program without an engine.
   *
   * @throws UsageException if the source can only be read by an engine
   */
  default TileReader reader() throws IOException {
    throw new UsageException("--source must be one that can be read tile by tile: it is not");
  }

  /** True if a lane that is read on in another process hands on the same messages again. */
  boolean repeats();

  /**
   * Batch ids of tiles that an earlier run has answered: they are handed on for the windows above
   * them, and are not answered again.
   */
  default List<IdRange> answeredBefore() {
    return List.of();
  }

  /**
   * Batch ids of tiles whose windows cannot be built, for the source no longer has what an earlier
   * run was given: their answers may lack outliers.
   *
   * @param firstLayer the first layer of every tile key
   */
  default List<IdRange> incomplete(int firstLayer) {
    return List.of();
  }

  /** Drops what nobody needs any more; called a few times a second, from one thread. */
  default void step() throws IOException {
    // Most sources keep nothing.
  }

  /** Why not all can be asked for that there is; null if it can. */
  default @Nullable String curtailed() {
    return null;
  }

  /** True if a lane was read on in another process, so far as was seen. */
  default boolean restarted() {
    return false;
  }

  /** What was handed out so far, for all that is known of it in this process. */
  default HandedOut handedOut() {
    return HandedOut.UNKNOWN;
  }

  /**
   * Tells whoever gave the tiles that the run is over.
   *
   * @return the report that was given for it; null if there is none
   */
  default @Nullable String end() throws IOException, InterruptedException {
    return null;
  }

  /** Drops all that has an outcome; what has none stays for whoever looks into it. */
  default void finish() throws IOException {
    // Most sources keep nothing.
  }

  /** After a run that failed, puts down in files what has no outcome and would be gone. */
  default void rescue() throws IOException {
    // Most sources keep nothing.
  }
}
