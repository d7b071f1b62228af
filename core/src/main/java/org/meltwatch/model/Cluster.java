package org.meltwatch.model;

import java.util.Locale;

/**
 * A cluster of outliers; its centroid is the mean of its points.
 *
 * @param count how many points it has, at least 1
 * @param sumX sum of their rows
 * @param sumY sum of their columns
 */
public record Cluster(int count, long sumX, long sumY) {

  public Cluster {
    if (count < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "count (%d) must be positive", count));
    }
  }

  /** The centroid's row. */
  public double x() {
    return sumX / (double) count;
  }

  /** The centroid's column. */
  public double y() {
    return sumY / (double) count;
  }
}
