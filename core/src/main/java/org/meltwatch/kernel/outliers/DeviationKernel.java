package org.meltwatch.kernel.outliers;

import static org.meltwatch.kernel.outliers.RowLoops.add;
import static org.meltwatch.kernel.outliers.RowLoops.keepBeyond;
import static org.meltwatch.kernel.outliers.RowLoops.markBetween;
import static org.meltwatch.kernel.outliers.RowLoops.shift;
import static org.meltwatch.kernel.outliers.RowLoops.weigh;

import java.util.Arrays;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;

/**
 * Query 2: finds the points of a layer whose deviation from their surroundings in three layers is
 * above the threshold. Exact for every size of image.
 *
 * <p>Keeps its arrays from window to window; not for use by several threads.
 */
public final class DeviationKernel {

  /*
   * N = 60 C - 19 O = 79 C - 19 F, where C and F = C + O are sums over diamonds: of radius 2, 1, 0
   * and 4, 3, 2 in the newest layer c, the previous layer b and the oldest layer a.
   *
   * For a row x, let V[r](y) be the vertical sum of radius r in c, r - 1 in b and r - 2 in a around
   * (x, y). A diamond is a row of such columns, each shorter by one than its inner neighbour, so
   *
   *   C = V2(y) + V1(y±1) + V0(y±2)          F = V4(y) + V3(y±1) + V2(y±2) + V1(y±3) + V0(y±4)
   *   N = (79 V2 - 19 V4)(y) + (79 V1 - 19 V3)(y±1) + (79 V0 - 19 V2)(y±2) - 19 V1(y±3) - 19 V0(y±4)
   *
   * Both are made row by row, in loops of the kind that HotSpot turns into vector instructions (see
   * RowLoops): the vertical sums from rows at equal columns, the horizontal part from shifted copies
   * of them. Candidates and outliers are marks in a row, by an int's sign. Nearly all candidates turn
   * out to be none, so nothing is done point by point but to unpack the rows and to hand on outliers:
   * Arrays.mismatch, which compares many ints at once, jumps from mark to mark. A row without a
   * candidate costs the look for one; in a row with some, only the columns between the outermost of
   * them are summed. All of N's terms fit in 32 bits.
   *
   * About 0.4 to 0.8 ms for a 500 x 500 tile, by how many of its rows have candidates; of that 0.2 ms for
   * unpacking three layers. A triple loop takes 8 ms.
   */

  private static final int CLOSE = 79;
  private static final int FULL = 19;

  /** Zeros to the left and right of a row, so that no candidate looks over its edge. */
  static final int MARGIN = 4;

  private final int voidBelow;
  private final int saturatedAbove;
  private final int numeratorAbove;
  private final RowRing newestRows = new RowRing(4);
  private final RowRing previousRows = new RowRing(3);
  private final RowRing oldestRows = new RowRing(2);
  private final OutlierCollector outliers = new OutlierCollector();
  private final int[][] vertical = new int[5][];
  private final int[][] weighted = new int[3][];
  private final int[][] shifted = new int[4][];
  private int[] partial = {};
  private int[] numerators = {};
  private int[] marks = {};
  private int[] noMarks = {};

  /** A kernel with the thresholds of the rules. */
  public DeviationKernel(DefectRules rules) {
    voidBelow = rules.voidBelow();
    saturatedAbove = rules.saturatedAbove();
    numeratorAbove = rules.outlierAbove() * Outlier.DENOMINATOR;
  }

  /**
   * The outliers of layer l in scan order.
   *
   * @param newest layer l
   * @param previous layer l - 1
   * @param oldest layer l - 2
   * @throws IllegalArgumentException if the images are not of one size
   */
  public OutlierList find(Image newest, Image previous, Image oldest) {
    if (!newest.sameSize(previous) || !newest.sameSize(oldest)) {
      throw new IllegalArgumentException(
          "newest (%s), previous (%s) and oldest (%s) must be of one size"
              .formatted(newest, previous, oldest));
    }
    start(newest, previous, oldest);
    int end = MARGIN + newest.width();
    for (int x = 0; x < newest.height(); x++) {
      markBetween(marks, newestRows.row(x), voidBelow, saturatedAbove, MARGIN, end);
      int first = nextMark(MARGIN, end);
      if (first >= 0) {
        int afterLast = afterLastMark(end);
        sumVertically(x, first - MARGIN, afterLast + MARGIN);
        sumHorizontally(first, afterLast);
        keepBeyond(marks, numerators, numeratorAbove, first, afterLast);
        collect(x, first, afterLast);
      }
    }
    return outliers.inScanOrder();
  }

  private void start(Image newest, Image previous, Image oldest) {
    newestRows.start(newest);
    previousRows.start(previous);
    oldestRows.start(oldest);
    outliers.start(newest.width());
    int padded = newest.width() + 2 * MARGIN;
    if (marks.length != padded) {
      partial = new int[padded];
      numerators = new int[padded];
      marks = new int[padded];
      noMarks = new int[padded];
      for (int[][] rows : new int[][][] {vertical, weighted, shifted}) {
        Arrays.setAll(rows, i -> new int[padded]);
      }
    }
  }

  /** The first marked column in {@code [from, to)}, -1 if there is none. */
  private int nextMark(int from, int to) {
    int distance = Arrays.mismatch(marks, from, to, noMarks, from, to);
    return distance < 0 ? -1 : from + distance;
  }

  /** The end of a row without the unmarked columns before it; one must be marked. */
  private int afterLastMark(int end) {
    int after = end;
    while (marks[after - 1] == 0) {
      after--;
    }
    return after;
  }

  /** Sums in the padded columns {@code [from, to)}: those that the row's candidates look at. */
  private void sumVertically(int x, int from, int to) {
    RowRing c = newestRows;
    RowRing b = previousRows;
    RowRing a = oldestRows;
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

  /** N of the padded columns {@code [from, to)}. */
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

  private void collect(int x, int from, int to) {
    for (int i = nextMark(from, to); i >= 0; i = nextMark(i + 1, to)) {
      outliers.add(x, i - MARGIN, numerators[i]);
    }
  }
}
