package org.meltwatch.model;

/**
 * A tile's image: its pixels, or a claim on them. Whatever only orders tiles needs the size alone,
 * so it is here for both.
 */
public sealed interface TileImage permits Image, ClaimedImage {

  /** Rows, at least 1. */
  int height();

  /** Columns, at least 1. */
  int width();

  /** True if the other image has as many rows and columns. */
  default boolean sameSize(TileImage other) {
    return height() == other.height() && width() == other.width();
  }
}
