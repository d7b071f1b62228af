package org.meltwatch.kernel.tiff;

import java.util.Locale;

/**
 * How large an image a decoder accepts. Checked before memory is taken.
 *
 * @param maxSide the most rows, and the most columns
 * @param maxPixels the most points; also of a single tile of a tiled file
 * @param maxBlocks the most strips, or tiles of a tiled file
 * @param maxRatio how many bytes of points a byte of the file may stand for at the most; counting
 *     those that tiles of a tiled file hold beyond the image's edges
 */
public record ImageLimits(int maxSide, int maxPixels, int maxBlocks, int maxRatio)
    implements java.io.Serializable {

  /** 16384 rows or columns, 64 Mi points, 64 Ki strips; deflate cannot do better than 1032 to 1. */
  public static final ImageLimits DEFAULT = new ImageLimits(16_384, 1 << 26, 1 << 16, 1100);

  /** A file's blocks are decoded through one byte array. */
  private static final int MOST_PIXELS = 1 << 29;

  public ImageLimits {
    require("maxSide", maxSide, 1 << 24);
    require("maxPixels", maxPixels, MOST_PIXELS);
    require("maxBlocks", maxBlocks, MOST_PIXELS);
    require("maxRatio", maxRatio, 1 << 20);
  }

  /** These sides and points, and the default for the rest. */
  public ImageLimits(int maxSide, int maxPixels) {
    this(maxSide, maxPixels, DEFAULT.maxBlocks, DEFAULT.maxRatio);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be in [1, %d]", name, value, most));
    }
  }
}
