package org.meltwatch.io.lane;

import java.util.Locale;

/**
 * A stretch of a lane's positions.
 *
 * @param lane the lane's number, from 0
 * @param lanes how many lanes read the bench
 * @param from the first position
 * @param to the position after the last one; {@link #OPEN} while the lane's end is not known
 * @param draining true if no further batch is to be asked for
 */
public record LaneRestriction(int lane, int lanes, long from, long to, boolean draining) {

  /** The end of a lane whose end is not known. */
  public static final long OPEN = Long.MAX_VALUE;

  public LaneRestriction {
    if (lane < 0 || lane >= lanes) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "lane (%d) must be in [0, %d)", lane, lanes));
    }
    if (from < 0 || from > to) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "from (%d) must be in [0, %d]", from, to));
    }
  }

  /** A whole lane. */
  public static LaneRestriction whole(int lane, int lanes) {
    return new LaneRestriction(lane, lanes, 0, OPEN, false);
  }

  public LaneRestriction startingAt(long position) {
    return new LaneRestriction(lane, lanes, position, to, draining);
  }

  public LaneRestriction endingAt(long position) {
    return new LaneRestriction(lane, lanes, from, position, draining);
  }

  public LaneRestriction drained() {
    return new LaneRestriction(lane, lanes, from, to, true);
  }

  public boolean isEmpty() {
    return from == to;
  }

  /** True if the end is not known and further batches are asked for. */
  boolean isUnbounded() {
    return to == OPEN && !draining;
  }
}
