package org.meltwatch.prints.files;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meltwatch.model.Image;

/**
 * The part of each image that is looked at.
 *
 * @param left columns to its left
 * @param top rows above it
 * @param width its columns, at least 1
 * @param height its rows, at least 1
 */
public record Crop(int left, int top, int width, int height) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,6}),(\\d{1,6}),(\\d{1,6})x(\\d{1,6})");

  public Crop {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "crop (%d x %d) must be at least 1 x 1 points", width, height));
    }
  }

  /**
   * Reads {@code X,Y,WxH}: columns from the left, rows from the top, width and height.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Crop parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "crop (%s) must be X,Y,WxH in points from the left and from the top, such as 10,20,500x400"
              .formatted(text));
    }
    return new Crop(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)),
        Integer.parseInt(form.group(4)));
  }

  boolean isInside(Image image) {
    return left + width <= image.width() && top + height <= image.height();
  }

  /** That part of an image, which must hold it. */
  Image of(Image image) {
    short[] pixels = new short[height * width];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          image.pixels(), (top + row) * image.width() + left, pixels, row * width, width);
    }
    return new Image(height, width, pixels);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d,%d,%dx%d", left, top, width, height);
  }
}
