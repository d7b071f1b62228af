package org.meltwatch.model;

/**
 * A candidate whose deviation from its surroundings is above the threshold.
 *
 * @param x row
 * @param y column
 * @param numerator N = 60 C - 19 O, exact; its sign tells hotter (positive) from colder
 */
public record Outlier(int x, int y, int numerator) {

  /** The common denominator of C/19 - O/60. */
  public static final int DENOMINATOR = 1140;

  /** |C/19 - O/60|, the nearest double to |N| / 1140. */
  public double deviation() {
    return Math.abs(numerator) / (double) DENOMINATOR;
  }
}
