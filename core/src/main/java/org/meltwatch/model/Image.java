package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;

/**
 * An H x W matrix of unsigned 16-bit values; {@code x} is the row, {@code y} the column.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param pixels {@code pixels[x * width + y]}, to be read as unsigned; owned by the image and never
 *     written to after construction
 */
public record Image(int height, int width, short[] pixels) implements TileImage {

  public Image {
    requireNonNull(pixels, "pixels");
    if (height < 1 || width < 1 || (long) height * width != pixels.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "height x width (%d x %d) must be positive and match the pixels (%d)",
              height,
              width,
              pixels.length));
    }
  }

  /** The value at row {@code x} and column {@code y}, in 0..65535. */
  public int at(int x, int y) {
    return Short.toUnsignedInt(pixels[x * width + y]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image that && sameSize(that) && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels) * 31 + width;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Image[%d x %d]", height, width);
  }
}
