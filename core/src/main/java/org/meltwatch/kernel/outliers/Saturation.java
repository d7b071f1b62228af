package org.meltwatch.kernel.outliers;

import org.meltwatch.model.Image;

/** Query 1. */
public final class Saturation {

  private Saturation() {}

  /** How many points of the image are above the threshold. */
  public static int count(Image image, int threshold) {
    int saturated = 0;
    for (short point : image.pixels()) {
      saturated += (threshold - Short.toUnsignedInt(point)) >>> 31;
    }
    return saturated;
  }
}
