package org.meltwatch.measure.results;

import java.util.List;

/**
 * One run on an axis, or the median of some.
 *
 * @param runner the runner's word
 * @param value what was set
 * @param x where it lies on the axis: the value, or what it led to
 * @param tilesPerSecond throughput after warm-up
 * @param cpuMillis processor time per tile after warm-up, or of the whole run where that is unknown
 * @param othersCores how many cores other programs took meanwhile
 */
public record ScalingPoint(
    String runner,
    int value,
    double x,
    double tilesPerSecond,
    double cpuMillis,
    double othersCores) {

  /** The median of each figure of some runs with one value; at least one. */
  public static ScalingPoint median(List<ScalingPoint> runs) {
    ScalingPoint any = runs.get(0);
    return new ScalingPoint(
        any.runner(),
        any.value(),
        any.x(),
        Estimate.of(runs, ScalingPoint::tilesPerSecond).median(),
        Estimate.of(runs, ScalingPoint::cpuMillis).median(),
        Estimate.of(runs, ScalingPoint::othersCores).median());
  }
}
