package org.meltwatch.kernel.outliers;

import static org.meltwatch.kernel.outliers.RowLoops.keepBeyond;
import static org.meltwatch.kernel.outliers.RowLoops.markBetween;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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

  /** Zeros to the left and right of a row. */
  private static final int MARGIN = DeviationRows.MARGIN;

  private final int voidBelow;
  private final int saturatedAbove;
  private final int numeratorAbove;
  private final RowRing newestRows = new RowRing(4);
  private final RowRing previousRows = new RowRing(3);
  private final RowRing oldestRows = new RowRing(2);
  private final DeviationRows rows = new DeviationRows(newestRows, previousRows, oldestRows);
  private final RingColumns columns;
  private final OutlierCollector outliers = new OutlierCollector();
  private int[] numerators = {};
  private int[] marks = {};
  private int[] noMarks = {};

  /** A kernel with the thresholds of the rules. */
  public DeviationKernel(DefectRules rules) {
    voidBelow = rules.voidBelow();
    saturatedAbove = rules.saturatedAbove();
    numeratorAbove = rules.outlierAbove() * Outlier.DENOMINATOR;
    columns = new RingColumns(voidBelow, saturatedAbove);
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
    start(newest, previous, oldest);
    for (int x = 0; x < newest.height(); x++) {
      findInRow(x, newest.width(), null);
    }
    return outliers.inScanOrder();
  }

  /**
   * The same, and N on either side of the image's border, where points beyond it count as 0: what a
   * tile can say of points that look at its neighbours' points too, and of its neighbours'.
   *
   * @param ring takes N, 0 for points of the tile that are no candidates; numbered as {@link
   *     Ring#ofDeviations} of the image
   * @param visitor looks at each row of the newest layer
   */
  public OutlierList find(
      Image newest, Image previous, Image oldest, int[] ring, RowVisitor visitor) {
    start(newest, previous, oldest);
    int width = newest.width();
    Ring numbers = Ring.ofDeviations(newest.height(), width);
    for (int x = -Ring.REACH; x < newest.height() + Ring.REACH; x++) {
      boolean isOfTile = x >= 0 && x < newest.height();
      if (isOfTile) {
        visitor.visit(x, newestRows.row(x), MARGIN);
      }
      if (numbers.isWhole(x)) {
        findInWholeRow(x, width, isOfTile);
        int first = MARGIN - Ring.REACH;
        System.arraycopy(
            numerators, first, ring, numbers.index(x, -Ring.REACH), numbers.rowLength());
      } else {
        findInRow(x, width, null);
      }
    }
    if (numbers.hasInner()) {
      columns.fill(newest, previous, oldest, numbers, ring);
    }
    return outliers.inScanOrder();
  }

  private void findInWholeRow(int x, int width, boolean isOfTile) {
    int end = MARGIN + width;
    numerators = rows.numerators(x, MARGIN - Ring.REACH, end + Ring.REACH);
    if (isOfTile) {
      findInRow(x, width, numerators);
      RowLoops.keepBetween(numerators, newestRows.row(x), voidBelow, saturatedAbove, MARGIN, end);
    }
  }

  /** Finds the outliers of a row; N of the whole row may be known. */
  private void findInRow(int x, int width, int @Nullable [] known) {
    int end = MARGIN + width;
    markBetween(marks, newestRows.row(x), voidBelow, saturatedAbove, MARGIN, end);
    int first = nextMark(MARGIN, end);
    if (first >= 0) {
      int afterLast = afterLastMark(end);
      numerators = known != null ? known : rows.numerators(x, first, afterLast);
      keepBeyond(marks, numerators, numeratorAbove, first, afterLast);
      collect(x, first, afterLast);
    }
  }

  private void start(Image newest, Image previous, Image oldest) {
    if (!newest.sameSize(previous) || !newest.sameSize(oldest)) {
      throw new IllegalArgumentException(
          "newest (%s), previous (%s) and oldest (%s) must be of one size"
              .formatted(newest, previous, oldest));
    }
    newestRows.start(newest);
    previousRows.start(previous);
    oldestRows.start(oldest);
    rows.start(newest.width());
    outliers.start(newest.width());
    int padded = newest.width() + 2 * MARGIN;
    if (marks.length != padded) {
      marks = new int[padded];
      noMarks = new int[padded];
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

  private void collect(int x, int from, int to) {
    for (int i = nextMark(from, to); i >= 0; i = nextMark(i + 1, to)) {
      outliers.add(x, i - MARGIN, numerators[i]);
    }
  }
}
