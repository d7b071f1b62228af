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

  /** Who brings the records: what went wrong is asked there, and told when to rest. */
  RecordPull pull();

  /** Ends at once. */
  default void close() {
    pull().close();
  }
}
