package org.meltwatch.io.kafka.lane;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The records of a partition as a lane's dense positions. Not safe for use by many threads. */
interface Records {

  /** Goes to a position. */
  void seek(long position);

  /**
   * What stands at the next position, which it takes; null if nothing has come yet.
   *
   * @param patience how long to wait for it
   */
  @Nullable Item next(Duration patience) throws IOException, InterruptedException;

  /** True if {@link #takeFailure} would give one. */
  boolean hasFailed();

  /** What went wrong with the reading; null if nothing did. */
  @Nullable IOException takeFailure();

  /** How many records are here already. */
  int backlog();

  /** Reads nothing ahead until somebody asks again. */
  void rest();

  /** Reads nothing more. */
  void retire();

  /** Ends at once. */
  void close();

  /** Waits until it has ended. */
  void awaitEnd(Duration patience) throws InterruptedException;
}
