package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A tile's answer to Query 2.
 *
 * @param header which tile this is
 * @param top at most 5 outliers, by descending |N|, equal |N| in scan order
 */
public record Ranking(TileHeader header, List<Outlier> top) {

  /** How many outliers a ranking holds at the most. */
  public static final int SIZE = 5;

  public Ranking {
    requireNonNull(header, "header");
    top = List.copyOf(top);
  }
}
