package org.meltwatch.kernel.outliers;

import java.util.Arrays;
import org.meltwatch.model.Image;

/**
 * The rows of an image as ints, with zeros left and right of them, above and below. Holds the rows
 * within a reach of the row last asked about, each unpacked once if rows are visited in order.
 */
final class RowRing implements Rows {

  private static final int EMPTY = -1;
  private static final Image NO_IMAGE = new Image(1, 1, new short[1]);

  private final int[][] rows;
  private final int[] held;
  private int[] zeros = {};
  private Image image = NO_IMAGE;

  /** A ring for rows that are at most {@code reach} away from the one that is looked at. */
  RowRing(int reach) {
    rows = new int[2 * reach + 1][];
    held = new int[rows.length];
  }

  void start(Image image) {
    this.image = image;
    Arrays.fill(held, EMPTY);
    int padded = image.width() + 2 * DeviationRows.MARGIN;
    if (zeros.length != padded) {
      zeros = new int[padded];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new int[padded];
      }
    }
  }

  @Override
  public int[] row(int x) {
    if (x < 0 || x >= image.height()) {
      return zeros;
    }
    int slot = x % rows.length;
    if (held[slot] != x) {
      held[slot] = x;
      unpack(image.pixels(), x * image.width(), rows[slot]);
    }
    return rows[slot];
  }

  /** Fills in the rows from {@code x} on, which must not be more than the reach. */
  int[][] rows(int x, int[][] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] = row(x + i);
    }
    return from;
  }

  private static void unpack(short[] pixels, int start, int[] row) {
    int width = row.length - 2 * DeviationRows.MARGIN;
    for (int y = 0; y < width; y++) {
      row[y + DeviationRows.MARGIN] = Short.toUnsignedInt(pixels[start + y]);
    }
  }
}
