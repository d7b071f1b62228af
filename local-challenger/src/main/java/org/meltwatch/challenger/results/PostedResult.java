package org.meltwatch.challenger.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of a result as a client posted it; believed, not checked against the image.
 *
 * @param saturated how many points are saturated, or null if that cannot be read
 * @param centroids the clusters that can be read, or null if there is no list of them
 * @param remarks what cannot be read, or contradicts the address that it was posted to; a few at
 *     the most, for people
 */
public record PostedResult(
    @Nullable Long saturated, @Nullable List<Centroid> centroids, List<String> remarks) {

  /**
   * A cluster.
   *
   * @param x its mean row
   * @param y its mean column
   * @param count how many points it has
   */
  public record Centroid(double x, double y, long count) {}

  public PostedResult {
    centroids = centroids == null ? null : List.copyOf(centroids);
    remarks = List.copyOf(remarks);
  }

  /** A result that can be read as a whole. */
  public static PostedResult of(long saturated, List<Centroid> centroids) {
    return new PostedResult(saturated, centroids, List.of());
  }

  /** The clusters that can be read. */
  public List<Centroid> readable() {
    return centroids == null ? List.of() : centroids;
  }
}
