package org.meltwatch.tracking;

import java.util.Comparator;

/**
 * The point of a defect that deviates most from its surroundings.
 *
 * @param numerator its |N|
 * @param at where it is
 */
public record Peak(int numerator, DefectId at) {

  private static final Comparator<Peak> STRONGEST_FIRST =
      Comparator.comparingInt(Peak::numerator).reversed().thenComparing(Peak::at);

  /** The stronger one; of equals the one with the smaller layer, row and column. */
  Peak or(Peak other) {
    return STRONGEST_FIRST.compare(this, other) <= 0 ? this : other;
  }
}
