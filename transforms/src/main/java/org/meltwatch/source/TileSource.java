package org.meltwatch.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A source that was opened: it has a name, and hands out tiles once it is started. */
public interface TileSource extends Closeable {

  /** What {@link #expectedTiles} says if nobody knows. */
  long UNKNOWN = -1;

  /** A name for the run, from which its results directory gets one; any text. */
  String run();

  /** What {@link SourceFactory#reopen} goes on by; null if this source cannot be gone on with. */
  default @Nullable String handle() {
    return null;
  }

  /** True if what was received outlives this process, so that another one can go on with it. */
  default boolean survives() {
    return false;
  }

  /** How many tiles will come, or {@link #UNKNOWN}. */
  default long expectedTiles() {
    return UNKNOWN;
  }

  /**
   * True if its print may be over whenever somebody says so: a run that is told to end, and has
   * answered all that came in, has then done what it was there for.
   */
  default boolean endsWhenTold() {
    return false;
  }

  /** Starts to hand out tiles. To be called once. */
  TileFeed start(RunPlace place) throws IOException, InterruptedException;

  /** Lets go of all that was opened; the feed must have ended. */
  @Override
  default void close() throws IOException {
    // Most sources hold nothing open.
  }
}
