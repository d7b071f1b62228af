package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A tile's outliers with its answer to Query 2, on their way to clustering.
 *
 * @param tile the outliers
 * @param top the strongest of them, see {@link Ranking}
 */
public record RankedOutliers(TileOutliers tile, List<Outlier> top) {

  public RankedOutliers {
    requireNonNull(tile, "tile");
    top = List.copyOf(top);
  }

  /** Which tile this is. */
  public TileHeader header() {
    return tile.header();
  }
}
