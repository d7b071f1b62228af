package org.meltwatch.report;

/**
 * How large a print is.
 *
 * @param pixelMm the side of a point in millimetres
 * @param layerMm the thickness of a layer in millimetres
 */
record Scale(double pixelMm, double layerMm) {

  double cubicMillimetres(long points) {
    return points * pixelMm * pixelMm * layerMm;
  }

  double heightMm(int layers) {
    return layers * layerMm;
  }
}
