package org.meltwatch.measure.detection;

import org.meltwatch.tracking.Defect;

/**
 * A defect that matches no blemish.
 *
 * @param seed of the print
 * @param cause where it comes from
 * @param defect the defect
 */
public record FalseDefect(long seed, Cause cause, Defect defect) {

  /** Where a defect comes from that is none. */
  public enum Cause {
    /** It lies next to a blemish of the other family: beside a hot place the metal seems cold. */
    HALO("halo of a blemish"),
    /** Most of its points are near a border of tiles. */
    SEAM("seam of tiles"),
    /** More than a quarter of its points are near powder, or at the end of the plate. */
    EDGE("edge of a part"),
    /** All others: the part's own shape from layer to layer, hatches, noise. */
    NOISE("inside, no cause");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** True if somebody was told of it. */
  public boolean isAlarm() {
    return defect.level() != null;
  }
}
