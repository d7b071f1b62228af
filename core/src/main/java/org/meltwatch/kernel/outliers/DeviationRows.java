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
  private final int[][] beyond = new int[Ring.REACH][];
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
      for (int[][] rows : new int[][][] {vertical, weighted, shifted, beyond}) {
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

  /**
   * N of the rows beyond a border, the nearest one first. They see some of the image's rows only:
   *
   * <pre>
   * S1 = c0    S2 = S1 + c1 + b0    S3 = S2 + c2 + b1 + a0    S4 = S3 + c3 + b2 + a1
   * V[r] of the k-th row beyond the border is S[r - k + 1]
   * </pre>
   *
   * @param border the row at the border
   * @param step 1 if the image lies below it, -1 if it lies above
   */
  int[][] beyond(int border, int step, int from, int to) {
    sumFromBorder(border, step, from - Ring.REACH, to + Ring.REACH);
    int[] one = vertical[0];
    int[] two = vertical[2];
    int[] inner = weighted[0];
    weigh(inner, CLOSE, one, FULL, vertical[3], from - Ring.REACH, to + Ring.REACH);
    weigh(beyond[3], 0, one, FULL, one, from, to);
    add(partial, two, shifted(0, one, -1, from, to), shifted(1, one, 1, from, to), from, to);
    weigh(beyond[2], 0, one, FULL, partial, from, to);
    addAround(two, 1, one, 2, from, to);
    weigh(beyond[1], 1, inner, FULL, partial, from, to);
    weigh(numerators, CLOSE, two, FULL, vertical[4], from, to);
    int[] left = shifted(0, inner, -1, from, to);
    int[] right = shifted(1, inner, 1, from, to);
    add(weighted[1], numerators, left, right, from, to);
    addAround(two, 2, one, 3, from, to);
    weigh(beyond[0], 1, weighted[1], FULL, partial, from, to);
    return beyond;
  }

  /** S1 is the row at the border itself, and not to be written to: it takes the place of V0. */
  private void sumFromBorder(int border, int step, int from, int to) {
    int next = border + step;
    int third = next + step;
    int[][] s = vertical;
    s[0] = newest.row(border);
    add(s[2], s[0], newest.row(next), previous.row(border), from, to);
    add(s[3], s[2], newest.row(third), previous.row(next), oldest.row(border), from, to);
    int[] fourth = newest.row(third + step);
    add(s[4], s[3], fourth, previous.row(third), oldest.row(next), from, to);
  }

  /** Adds up what lies left and right of each column in two rows. */
  private void addAround(int[] one, int by, int[] other, int otherBy, int from, int to) {
    int[] left = shifted(0, one, -by, from, to);
    int[] right = shifted(1, one, by, from, to);
    int[] otherLeft = shifted(2, other, -otherBy, from, to);
    int[] otherRight = shifted(3, other, otherBy, from, to);
    add(partial, left, right, otherLeft, otherRight, from, to);
  }

  private int[] shifted(int which, int[] row, int by, int from, int to) {
    return shift(shifted[which], row, by, from, to);
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
