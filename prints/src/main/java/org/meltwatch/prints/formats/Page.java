package org.meltwatch.prints.formats;

import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * One image of a file, not yet grey.
 *
 * @param raster its values, owned by this page
 * @param type what they are
 * @param colours the red, green and blue (0 to 255) of each value where values are places in a map;
 *     else null
 * @param alpha the band that says how opaque a point is, or -1
 * @param whiteIsZero whether the file calls its lowest value the brightest
 */
record Page(
    Raster raster, SampleType type, int @Nullable [][] colours, int alpha, boolean whiteIsZero) {

  int height() {
    return raster.getHeight();
  }

  int width() {
    return raster.getWidth();
  }

  /** How many bands hold colours or greys. */
  int bands() {
    return raster.getNumBands() - (alpha < 0 ? 0 : 1);
  }

  /**
   * A row of a band as numbers; rasters keep some types without their sign, or with a wrong one.
   */
  double[] row(int row, int band, double[] values) {
    raster.getSamples(0, row, raster.getWidth(), 1, band, values);
    double span = type.bits() > 32 ? 0 : (double) (1L << type.bits());
    double half = span / 2;
    if (type.kind() == SampleType.Kind.UNSIGNED) {
      for (int index = 0; index < values.length; index++) {
        values[index] += values[index] < 0 ? span : 0;
      }
    } else if (type.kind() == SampleType.Kind.SIGNED) {
      for (int index = 0; index < values.length; index++) {
        values[index] -= values[index] >= half ? span : 0;
      }
    }
    return values;
  }
}
