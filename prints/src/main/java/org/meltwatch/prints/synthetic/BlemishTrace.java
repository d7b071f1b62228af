package org.meltwatch.prints.synthetic;

import static java.util.Objects.requireNonNull;

/**
 * What a blemish changes in a layer. One that needs solid and lies on powder changes nothing, and
 * leaves no trace.
 *
 * @param blemish the blemish
 * @param points how many points have another value because of it
 * @param strongest the largest change, without its sign
 */
public record BlemishTrace(MadeBlemish blemish, int points, int strongest) {

  public BlemishTrace {
    requireNonNull(blemish, "blemish");
  }

  /** Both, of one blemish in two tiles. */
  BlemishTrace with(BlemishTrace other) {
    return new BlemishTrace(blemish, points + other.points, Math.max(strongest, other.strongest));
  }
}
