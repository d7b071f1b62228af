package org.meltwatch.source;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;

/** What has become of the messages of a run, by what was recorded when somebody last looked. */
public interface Settlement {

  /**
   * True if a message has its result or a reason to have none.
   *
   * @param seqId its {@code batch_id}, or null if that could not be read
   * @param receivedMicros when it was received, in microseconds since the epoch
   * @param origin its lane and position, as dead letters name them
   */
  boolean isSettled(@Nullable Long seqId, long receivedMicros, String origin);

  /**
   * True if a message was refused.
   *
   * @param origin its lane and position, as dead letters name them
   */
  boolean isRefused(String origin);

  /** True if a layer of a key has a result, was refused or given up. */
  boolean isSettled(TileKey key, int layer);
}
