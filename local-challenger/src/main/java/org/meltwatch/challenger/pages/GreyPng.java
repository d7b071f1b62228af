package org.meltwatch.challenger.pages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.meltwatch.model.Image;

/**
 * A tile's image as people look at it: 8-bit, no larger than a screen needs, powder made visible.
 */
final class GreyPng {

  private static final int LARGEST = 640;

  /** Less than 1 lifts the dark powder without washing out the solid. */
  private static final double GAMMA = 0.75;

  private static final byte[] TONES = tones();

  private GreyPng() {}

  /** The image as the data URI of a PNG file. */
  static String dataUri(Image image) {
    int step = (Math.max(image.height(), image.width()) + LARGEST - 1) / LARGEST;
    int height = (image.height() + step - 1) / step;
    int width = (image.width() + step - 1) / step;
    BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] row = new byte[width];
    for (int x = 0; x < height; x++) {
      for (int y = 0; y < width; y++) {
        row[y] = TONES[image.at(x * step, y * step) >> 8];
      }
      grey.getRaster().setDataElements(0, x, width, 1, row);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(grey));
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a PNG in memory", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] tones() {
    byte[] tones = new byte[256];
    for (int value = 0; value < tones.length; value++) {
      tones[value] = (byte) Math.round(255 * StrictMath.pow(value / 255.0, GAMMA));
    }
    return tones;
  }
}
