package org.meltwatch.model.layers;

import static java.util.Objects.requireNonNull;

import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileImage;

/**
 * A readable tile with its answer to Query 1.
 *
 * @param header which tile this is
 * @param image its temperatures, or a claim on them
 * @param saturated how many of its points are saturated
 */
public record Tile(TileHeader header, TileImage image, int saturated) implements LayerEvent {

  public Tile {
    requireNonNull(header, "header");
    requireNonNull(image, "image");
  }

  /** The tile's layer, from 0. */
  public int layer() {
    return header.layer();
  }
}
