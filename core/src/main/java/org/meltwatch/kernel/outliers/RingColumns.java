package org.meltwatch.kernel.outliers;

import java.util.Arrays;
import org.meltwatch.model.Image;

/**
 * N left and right of a tile's two long borders. N is the same in an image and in its mirror image
 * along the diagonal, so columns are copied into rows and summed as rows are.
 */
final class RingColumns {

  private static final int REACH = Ring.REACH;
  private static final int WIDTH = 2 * REACH;

  /** Some columns of an image, as rows. */
  private static final class Strip implements Rows {

    private final int[][] rows = new int[WIDTH][];
    private int[] zeros = {};

    /**
     * Copies some of the columns of a strip, of as many as are copied at once.
     *
     * @param from the strip's first column in the image
     */
    void start(Image image, int from, int firstCopied, int afterCopied) {
      int padded = image.height() + 2 * DeviationRows.MARGIN;
      if (zeros.length != padded) {
        zeros = new int[padded];
        Arrays.setAll(rows, i -> new int[padded]);
      }
      for (int y = firstCopied; y < afterCopied; y += REACH) {
        copy(image, from + y, rows[y], rows[y + 1], rows[y + 2], rows[y + 3]);
      }
    }

    /** Four columns at once: a cache line is fetched twice, not eight times. */
    private static void copy(Image image, int from, int[] a, int[] b, int[] c, int[] d) {
      short[] pixels = image.pixels();
      int width = image.width();
      int end = DeviationRows.MARGIN + image.height();
      int at = from;
      for (int i = DeviationRows.MARGIN; i < end; i++) {
        a[i] = Short.toUnsignedInt(pixels[at]);
        b[i] = Short.toUnsignedInt(pixels[at + 1]);
        c[i] = Short.toUnsignedInt(pixels[at + 2]);
        d[i] = Short.toUnsignedInt(pixels[at + 3]);
        at += width;
      }
    }

    @Override
    public int[] row(int y) {
      return y < 0 || y >= WIDTH ? zeros : rows[y];
    }
  }

  private final Strip newest = new Strip();
  private final Strip previous = new Strip();
  private final Strip oldest = new Strip();
  private final DeviationRows rows = new DeviationRows(newest, previous, oldest);
  private final Marks marks = new Marks();
  private final int voidBelow;
  private final int saturatedAbove;

  /** Of points of the tile none is told but of those between the two. */
  RingColumns(int voidBelow, int saturatedAbove) {
    this.voidBelow = voidBelow;
    this.saturatedAbove = saturatedAbove;
  }

  /** Fills in the columns of a ring that has inner points. */
  void fill(
      Image newestImage,
      Image previousImage,
      Image oldestImage,
      Ring numbers,
      int[] ring,
      RowVisitor visitor) {
    rows.start(newestImage.height());
    marks.start(newestImage.height() + 2 * DeviationRows.MARGIN);
    for (int side = 0; side < 2; side++) {
      int from = side * (newestImage.width() - WIDTH);
      newest.start(newestImage, from, 0, WIDTH);
      visitor.visitSide(side == 0, newest.rows, DeviationRows.MARGIN);
      // Points beyond the border look at the columns next to it alone.
      boolean isAll = hasCandidates(side * REACH, numbers);
      int first = isAll ? 0 : side * REACH;
      int after = isAll ? WIDTH : first + REACH;
      previous.start(previousImage, from, first, after);
      oldest.start(oldestImage, from, first, after);
      fillBeyond(side == 0, numbers, ring);
      for (int column = 0; isAll && column < REACH; column++) {
        int inStrip = column + side * REACH;
        fillInside(inStrip, from + inStrip, numbers, ring);
      }
    }
  }

  /** True if any of {@link #REACH} columns of a strip has a candidate that belongs to the ring. */
  private boolean hasCandidates(int inStrip, Ring numbers) {
    int from = DeviationRows.MARGIN + numbers.inside();
    int to = from + numbers.columnLength();
    for (int column = inStrip; column < inStrip + REACH; column++) {
      marks.markBetween(newest.row(column), voidBelow, saturatedAbove, from, to);
      if (marks.next(from, to) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Columns beyond a border, along all of it. */
  private void fillBeyond(boolean isLeft, Ring numbers, int[] ring) {
    int from = DeviationRows.MARGIN;
    int height = numbers.height();
    int[][] lines =
        isLeft
            ? rows.beyond(0, 1, from, from + height)
            : rows.beyond(WIDTH - 1, -1, from, from + height);
    for (int i = 0; i < REACH; i++) {
      int y = isLeft ? -1 - i : numbers.width() + i;
      int inside = numbers.inside();
      System.arraycopy(
          lines[i], from + inside, ring, numbers.index(inside, y), numbers.columnLength());
      for (int x = 0; x < inside; x++) {
        ring[numbers.index(x, y)] = lines[i][from + x];
        int lower = height - 1 - x;
        ring[numbers.index(lower, y)] = lines[i][from + lower];
      }
    }
  }

  /** The candidates of a column of the tile, but for those in rows that the ring has as a whole. */
  private void fillInside(int inStrip, int y, Ring numbers, int[] ring) {
    int from = DeviationRows.MARGIN + numbers.inside();
    int to = from + numbers.columnLength();
    int[] points = newest.row(inStrip);
    marks.markBetween(points, voidBelow, saturatedAbove, from, to);
    int first = marks.next(from, to);
    if (first >= 0) {
      int after = marks.afterLast(to);
      int[] numerators = rows.numerators(inStrip, first, after);
      RowLoops.keepBetween(numerators, points, voidBelow, saturatedAbove, first, after);
      int at = numbers.index(first - DeviationRows.MARGIN, y);
      System.arraycopy(numerators, first, ring, at, after - first);
    }
  }
}
