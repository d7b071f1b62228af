package org.meltwatch.challenger.bench;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A result as a client posted it, believed but not checked against the image.
 *
 * @param batchId which batch it answers
 * @param query which query it answers
 * @param printId the batch's print
 * @param tileId the batch's tile
 * @param saturated how many points are saturated
 * @param centroids the clusters
 */
public record PostedResult(
    long batchId,
    long query,
    String printId,
    long tileId,
    long saturated,
    List<Centroid> centroids) {

  /**
   * A cluster.
   *
   * @param x its mean row
   * @param y its mean column
   * @param count how many points it has
   */
  public record Centroid(double x, double y, long count) {}

  public PostedResult {
    requireNonNull(printId, "printId");
    centroids = List.copyOf(centroids);
  }
}
