package org.meltwatch.kernel.outliers;

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
   * out to be none, so nothing is done point by point but to unpack the rows and to hand on
   * outliers. A row without a candidate costs the look for one; in a row with some, only the columns
   * between the outermost of them are summed. All of N's terms fit in 32 bits.
   *
   * About 0.4 to 0.8 ms for a 500 x 500 tile, by how many of its rows have candidates; of that 0.2 ms for
   * unpacking three layers. A triple loop takes 8 ms.
   */

  /** Zeros to the left and right of a row. */
  private static final int MARGIN = DeviationRows.MARGIN;

  /** The first padded column that a ring has. */
  private static final int FIRST = MARGIN - Ring.REACH;

  private final int voidBelow;
  private final int saturatedAbove;
  private final int numeratorAbove;
  private final RowRing newestRows = new RowRing(4);
  private final RowRing previousRows = new RowRing(3);
  private final RowRing oldestRows = new RowRing(2);
  private final DeviationRows rows = new DeviationRows(newestRows, previousRows, oldestRows);
  private final RingColumns columns;
  private final OutlierCollector outliers = new OutlierCollector();
  private final int[][] visited = new int[RowVisitor.ROWS][];
  private int[] numerators = {};
  private int firstFound;
  private int afterFound;
  private final Marks marks = new Marks();

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
      findInRow(x, newest.width());
    }
    return outliers.inScanOrder();
  }

  /**
   * The same, and N on either side of the image's border, where points beyond it count as 0: what a
   * tile can say of points that look at its neighbours' points too, and of its neighbours'.
   *
   * @param ring takes N but for points of the tile that are no candidates, whose zeros it must hold
   *     already; numbered as {@link Ring#ofDeviations} of the image
   * @param visitor looks at the rows of the newest layer, and at the columns at its sides
   */
  public OutlierList find(
      Image newest, Image previous, Image oldest, int[] ring, RowVisitor visitor) {
    start(newest, previous, oldest);
    int width = newest.width();
    int height = newest.height();
    Ring numbers = Ring.ofDeviations(height, width);
    beyond(-1, -1, rows.beyond(0, 1, FIRST, FIRST + numbers.rowLength()), numbers, ring);
    for (int x = 0; x < height; x++) {
      if (x % RowVisitor.ROWS == 0) {
        visitor.visit(x, newestRows.rows(x, visited), MARGIN);
      }
      if (numbers.hasInner()) {
        findInRow(x, width);
        keep(x, numbers, ring);
      } else {
        findInWholeRow(x, width, numbers, ring);
      }
    }
    beyond(
        height, 1, rows.beyond(height - 1, -1, FIRST, FIRST + numbers.rowLength()), numbers, ring);
    if (numbers.hasInner()) {
      columns.fill(newest, previous, oldest, numbers, ring, visitor);
    }
    return outliers.inScanOrder();
  }

  /** Takes N of the rows beyond the upper or the lower border, from {@code x} on. */
  private static void beyond(int x, int step, int[][] lines, Ring numbers, int[] ring) {
    for (int i = 0; i < lines.length; i++) {
      int at = numbers.index(x + i * step, -Ring.REACH);
      System.arraycopy(lines[i], FIRST, ring, at, numbers.rowLength());
    }
  }

  /** Takes N of the candidates in a row that has just been looked at, if it is of the ring. */
  private void keep(int x, Ring numbers, int[] ring) {
    if (numbers.isWhole(x) && firstFound >= 0) {
      RowLoops.keepBetween(
          numerators, newestRows.row(x), voidBelow, saturatedAbove, firstFound, afterFound);
      int at = numbers.index(x, firstFound - MARGIN);
      System.arraycopy(numerators, firstFound, ring, at, afterFound - firstFound);
    }
  }

  /** A row of a tile that is too small to have points beyond its ring. */
  private void findInWholeRow(int x, int width, Ring numbers, int[] ring) {
    findInRow(x, width);
    numerators = rows.numerators(x, FIRST, FIRST + numbers.rowLength());
    RowLoops.keepBetween(
        numerators, newestRows.row(x), voidBelow, saturatedAbove, MARGIN, MARGIN + width);
    System.arraycopy(numerators, FIRST, ring, numbers.index(x, -Ring.REACH), numbers.rowLength());
  }

  /** Finds the outliers of a row, and notes between which columns it has candidates. */
  private void findInRow(int x, int width) {
    int end = MARGIN + width;
    marks.markBetween(newestRows.row(x), voidBelow, saturatedAbove, MARGIN, end);
    firstFound = marks.next(MARGIN, end);
    if (firstFound >= 0) {
      afterFound = marks.afterLast(end);
      numerators = rows.numerators(x, firstFound, afterFound);
      marks.keepBeyond(numerators, numeratorAbove, firstFound, afterFound);
      collect(x, firstFound, afterFound);
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
    marks.start(newest.width() + 2 * MARGIN);
  }

  private void collect(int x, int from, int to) {
    for (int i = marks.next(from, to); i >= 0; i = marks.next(i + 1, to)) {
      outliers.add(x, i - MARGIN, numerators[i]);
    }
  }
}
