package org.meltwatch.measure;

/**
 * One run on an axis.
 *
 * @param runner the runner's word
 * @param value what was set
 * @param x where it lies on the axis: the value, or what it led to
 * @param tilesPerSecond throughput after warm-up
 * @param cpuMillis processor time per tile after warm-up, or of the whole run where that is unknown
 * @param othersCores how many cores other programs took meanwhile
 */
record ScalingPoint(
    String runner,
    int value,
    double x,
    double tilesPerSecond,
    double cpuMillis,
    double othersCores) {}
