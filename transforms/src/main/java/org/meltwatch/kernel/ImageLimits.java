package org.meltwatch.kernel;

/**
 * How large an image a decoder accepts. Checked before memory is taken.
 *
 * @param maxSide the most rows, and the most columns
 * @param maxPixels the most points; also of a single tile of a tiled file
 */
public record ImageLimits(int maxSide, int maxPixels) implements java.io.Serializable {

  /** 16384 rows or columns, 64 Mi points. */
  public static final ImageLimits DEFAULT = new ImageLimits(16_384, 1 << 26);

  /** A file's blocks are decoded through one byte array. */
  private static final int MOST_PIXELS = 1 << 29;

  public ImageLimits {
    require("maxSide", maxSide, 1 << 24);
    require("maxPixels", maxPixels, MOST_PIXELS);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s (%d) must be in [1, %d]".formatted(name, value, most));
    }
  }
}
