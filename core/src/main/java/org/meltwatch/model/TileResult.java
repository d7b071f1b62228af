package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A tile's answer to Query 3, which is also what is posted to the challenger.
 *
 * @param header which tile this is
 * @param saturated its answer to Query 1
 * @param clusters its clusters in order of discovery
 */
public record TileResult(TileHeader header, int saturated, List<Cluster> clusters) {

  public TileResult {
    requireNonNull(header, "header");
    clusters = List.copyOf(clusters);
  }
}
