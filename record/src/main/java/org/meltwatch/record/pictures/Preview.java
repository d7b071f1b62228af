package org.meltwatch.record.pictures;

import static java.util.Objects.requireNonNull;

import org.meltwatch.model.Image;

/**
 * A tile as a small picture. The points of every second row and column of the tile are looked at.
 * Of each block of 4 x 4 points the largest of those counts, as {@code T >> 8}: nothing that is two
 * points high and wide is lost. The scale is the same for all tiles of all prints.
 *
 * @param height rows, a quarter of the tile's, rounded up
 * @param width columns, a quarter of the tile's, rounded up
 * @param values {@code values[x * width + y]}, to be read as unsigned; owned by the preview and
 *     never written to after construction
 * @param mean of the points that were looked at
 * @param voidShare how many of them are void, of 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Preview(int height, int width, byte[] values, float mean, float voidShare) {

  /** How many rows and columns of a tile one of the preview stands for. */
  public static final int STEP = 4;

  private static final int HALF = STEP / 2;

  public Preview {
    requireNonNull(values, "values");
    if (height < 1 || width < 1 || (long) height * width != values.length) {
      throw new IllegalArgumentException("height x width must be positive and match the values");
    }
  }

  /**
   * The preview of an image.
   *
   * @param voidBelow points below are void
   */
  public static Preview of(Image image, int voidBelow) {
    int height = (image.height() + STEP - 1) / STEP;
    int width = (image.width() + STEP - 1) / STEP;
    byte[] values = new byte[height * width];
    long[] totals = new long[2];
    for (int row = 0; row < height; row++) {
      int x = row * STEP;
      // The last row, where there is none below it, stands for both.
      int below = Math.min(x + HALF, image.height() - 1);
      addRow(image, x, below, voidBelow, values, row * width, width, totals);
    }
    long seen = (long) height * width * STEP;
    return new Preview(height, width, values, (float) totals[0] / seen, (float) totals[1] / seen);
  }

  /** Fills a row; adds what its points come to, and how many are void. */
  private static void addRow(
      Image image,
      int x,
      int below,
      int voidBelow,
      byte[] values,
      int at,
      int width,
      long[] totals) {
    short[] pixels = image.pixels();
    int upper = x * image.width();
    int lower = below * image.width();
    int whole = (image.width() - 1 - HALF) / STEP + (image.width() > HALF ? 1 : 0);
    long sum = 0;
    int empty = 0;
    for (int column = 0; column < whole; column++, upper += STEP, lower += STEP) {
      int a = pixels[upper] & 0xFFFF;
      int b = pixels[upper + HALF] & 0xFFFF;
      int c = pixels[lower] & 0xFFFF;
      int d = pixels[lower + HALF] & 0xFFFF;
      sum += a + b + c + d;
      // Adds one for each that is less, without a branch.
      empty -= ((a - voidBelow) >> 31) + ((b - voidBelow) >> 31);
      empty -= ((c - voidBelow) >> 31) + ((d - voidBelow) >> 31);
      values[at + column] = (byte) (Math.max(Math.max(a, b), Math.max(c, d)) >> 8);
    }
    if (whole < width) {
      int last = image.at(x, image.width() - 1);
      int other = image.at(below, image.width() - 1);
      int first = image.at(x, whole * STEP);
      int under = image.at(below, whole * STEP);
      for (int point : new int[] {last, other, first, under}) {
        sum += point;
        empty += point < voidBelow ? 1 : 0;
      }
      values[at + whole] = (byte) (Math.max(Math.max(first, last), Math.max(under, other)) >> 8);
    }
    totals[0] += sum;
    totals[1] += empty;
  }
}
