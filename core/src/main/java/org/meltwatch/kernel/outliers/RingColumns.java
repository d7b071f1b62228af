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

    void start(Image image, int from) {
      int padded = image.height() + 2 * DeviationRows.MARGIN;
      if (zeros.length != padded) {
        zeros = new int[padded];
        Arrays.setAll(rows, i -> new int[padded]);
      }
      for (int y = 0; y < WIDTH; y += 4) {
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
  private final int voidBelow;
  private final int saturatedAbove;

  /** Of points of the tile none is told but of those between the two. */
  RingColumns(int voidBelow, int saturatedAbove) {
    this.voidBelow = voidBelow;
    this.saturatedAbove = saturatedAbove;
  }

  /** Fills in the columns of a ring that has inner points. */
  void fill(Image newestImage, Image previousImage, Image oldestImage, Ring numbers, int[] ring) {
    rows.start(newestImage.height());
    for (int side = 0; side < 2; side++) {
      int from = side * (newestImage.width() - WIDTH);
      newest.start(newestImage, from);
      previous.start(previousImage, from);
      oldest.start(oldestImage, from);
      for (int column = 0; column < WIDTH; column++) {
        copy(column + (2 * side - 1) * REACH, side * WIDTH + column, numbers, ring);
      }
    }
  }

  private void copy(int row, int column, Ring numbers, int[] ring) {
    int from = DeviationRows.MARGIN + numbers.inside();
    int to = from + numbers.columnLength();
    int[] numerators = rows.numerators(row, from, to);
    if (row >= 0 && row < WIDTH) {
      RowLoops.keepBetween(numerators, newest.row(row), voidBelow, saturatedAbove, from, to);
    }
    System.arraycopy(numerators, from, ring, numbers.columnStart(column), numbers.columnLength());
  }
}
