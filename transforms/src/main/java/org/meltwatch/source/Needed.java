package org.meltwatch.source;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;

/** Which of the messages that a run has left, which died, are to be handed on again. */
@FunctionalInterface
public interface Needed {

  /**
   * True if a message has no outcome, or is needed for one that has none.
   *
   * @param seqId its {@code batch_id}, or null if that could not be read
   * @param receivedMicros when it was received, in microseconds since the epoch
   * @param origin its lane and position, as dead letters name them
   * @param key its tile key, or null if that could not be read
   * @param layer its layer, or null if that could not be read
   */
  boolean isNeeded(
      @Nullable Long seqId,
      long receivedMicros,
      String origin,
      @Nullable TileKey key,
      @Nullable Integer layer);
}
