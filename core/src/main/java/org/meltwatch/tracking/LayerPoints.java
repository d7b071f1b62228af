package org.meltwatch.tracking;

import java.util.List;

/**
 * What a layer of the plate shows, before regions.
 *
 * @param observed how many points have all their surroundings in tiles with a usable window
 * @param points the hot, cold and saturated points, by row and column
 */
record LayerPoints(long observed, List<PlatePoint> points) {

  LayerPoints {
    points = points.stream().sorted(PlatePoint.ORDER).toList();
  }

  List<PlatePoint> of(Family family) {
    return points.stream().filter(point -> point.family() == family).toList();
  }

  long saturated() {
    return points.stream().filter(PlatePoint::isSaturated).count();
  }

  long hot() {
    return points.stream().filter(point -> point.numerator() > 0).count();
  }

  long cold() {
    return points.stream().filter(point -> point.numerator() < 0).count();
  }
}
