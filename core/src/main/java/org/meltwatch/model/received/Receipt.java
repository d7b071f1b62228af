package org.meltwatch.model.received;

import java.util.Locale;

/**
 * Where and when a lane received a message, and what it then knew about messages still to come.
 *
 * <p>Positions of a lane are dense: whoever has seen positions 0 to n of a lane has seen all that
 * it handed on up to there, in whatever order an engine delivered them. That makes {@code lowWater}
 * evidence: once positions 0 to n are seen, every batch of this lane with a smaller {@code seq_id}
 * than the low-water mark of position n has been seen.
 *
 * @param lane the lane's number, from 0
 * @param lanes how many lanes read the bench
 * @param position the lane's count of messages before this one
 * @param lowWater the smallest {@code seq_id} that this lane can still hand on after this message
 * @param receivedMicros when the message was received, microseconds since the epoch
 */
public record Receipt(int lane, int lanes, long position, long lowWater, long receivedMicros) {

  /** The low-water mark of a lane that will hand on nothing more. */
  public static final long NOTHING_MORE = Long.MAX_VALUE;

  public Receipt {
    if (lane < 0 || lane >= lanes) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "lane (%d) must be in [0, %d)", lane, lanes));
    }
    if (position < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "position (%d) must not be negative", position));
    }
  }
}
