package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

/**
 * A tile's outliers, on their way to ranking and clustering.
 *
 * @param header which tile this is
 * @param saturated its answer to Query 1
 * @param outliers its outliers in scan order; none if its window was incomplete
 */
public record TileOutliers(TileHeader header, int saturated, OutlierList outliers) {

  public TileOutliers {
    requireNonNull(header, "header");
    requireNonNull(outliers, "outliers");
  }
}
