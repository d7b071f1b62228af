package org.meltwatch.tracking;

import java.util.Comparator;

/**
 * A hot, cold or saturated point of a layer.
 *
 * @param x row on the plate
 * @param y column on the plate
 * @param numerator N, with the points of neighbouring tiles; 0 if the point is saturated
 * @param isSaturated whether it is saturated
 * @param isEdge whether a void point, or the end of the plate, is near
 */
record PlatePoint(int x, int y, int numerator, boolean isSaturated, boolean isEdge) {

  /** By row and column. */
  static final Comparator<PlatePoint> ORDER =
      Comparator.comparingInt(PlatePoint::x).thenComparingInt(PlatePoint::y);

  /** The family that it is a point of. */
  Family family() {
    return isSaturated || numerator > 0 ? Family.HOT : Family.COLD;
  }
}
