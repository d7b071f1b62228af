package org.meltwatch.kernel.outliers;

/** Rows of points as ints, with zeros left and right of them, above and below. */
interface Rows {

  /** Row {@code x}, its first point at index {@link DeviationRows#MARGIN}. */
  int[] row(int x);
}
