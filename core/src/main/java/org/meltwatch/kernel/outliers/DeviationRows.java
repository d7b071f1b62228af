package org.meltwatch.kernel.outliers;

import static org.meltwatch.kernel.outliers.RowLoops.add;
import static org.meltwatch.kernel.outliers.RowLoops.shift;
import static org.meltwatch.kernel.outliers.RowLoops.weigh;

import java.util.Arrays;

/**
 * N of whole rows of a window: in the image and up to {@link Ring#REACH} points beyond its borders,
 * where every point counts as 0. Keeps its arrays from window to window.
 */
final class DeviationRows {

  private static final int CLOSE = 79;
  private static final int FULL = 19;

  /** Zeros to the left and right of a row, so that no point looks over its edge. */
  static final int MARGIN = 2 * Ring.REACH;

  private final Rows newest;
  private final Rows previous;
  private final Rows oldest;
  private final int[][] vertical = new int[5][];
  private final int[][] weighted = new int[3][];
  private final int[][] shifted = new int[4][];
  private int[] partial = {};
  private int[] numerators = {};

  DeviationRows(Rows newest, Rows previous, Rows oldest) {
    this.newest = newest;
    this.previous = previous;
    this.oldest = oldest;
  }

  /** Makes room for rows of a length. */
  void start(int length) {
    int padded = length + 2 * MARGIN;
    if (numerators.length != padded) {
      partial = new int[padded];
      numerators = new int[padded];
      for (int[][] rows : new int[][][] {vertical, weighted, shifted}) {
        Arrays.setAll(rows, i -> new int[padded]);
      }
    }
  }

  /** N of row {@code x} in the padded columns {@code [from, to)}. */
  int[] numerators(int x, int from, int to) {
    sumVertically(x, from - Ring.REACH, to + Ring.REACH);
    sumHorizontally(from, to);
    return numerators;
  }

  /** Sums in the padded columns {@code [from, to)}: those that the row's points look at. */
  private void sumVertically(int x, int from, int to) {
    Rows c = newest;
    Rows b = previous;
    Rows a = oldest;
    int[][] v = vertical;
    int[] part = partial;
    v[0] = c.row(x);
    add(v[1], v[0], c.row(x - 1), c.row(x + 1), b.row(x), from, to);
    add(part, v[1], c.row(x - 2), c.row(x + 2), a.row(x), from, to);
    add(v[2], part, b.row(x - 1), b.row(x + 1), from, to);
    add(part, v[2], c.row(x - 3), c.row(x + 3), b.row(x - 2), from, to);
    add(v[3], part, b.row(x + 2), a.row(x - 1), a.row(x + 1), from, to);
    add(part, v[3], c.row(x - 4), c.row(x + 4), b.row(x - 3), from, to);
    add(v[4], part, b.row(x + 3), a.row(x - 2), a.row(x + 2), from, to);
    for (int i = 0; i < weighted.length; i++) {
      weigh(weighted[i], CLOSE, v[2 - i], FULL, v[4 - i], from, to);
    }
  }

  private void sumHorizontally(int from, int to) {
    int[][] v = vertical;
    int[][] w = weighted;
    int[] left = shift(shifted[0], v[0], -4, from, to);
    int[] right = shift(shifted[1], v[0], 4, from, to);
    int[] innerLeft = shift(shifted[2], v[1], -3, from, to);
    int[] innerRight = shift(shifted[3], v[1], 3, from, to);
    add(partial, left, right, innerLeft, innerRight, from, to);
    weigh(numerators, 1, w[0], FULL, partial, from, to);
    left = shift(shifted[0], w[2], -2, from, to);
    right = shift(shifted[1], w[2], 2, from, to);
    add(partial, numerators, left, right, from, to);
    left = shift(shifted[0], w[1], -1, from, to);
    right = shift(shifted[1], w[1], 1, from, to);
    add(numerators, partial, left, right, from, to);
  }
}
