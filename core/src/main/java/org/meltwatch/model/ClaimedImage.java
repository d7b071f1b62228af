package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * An image whose pixels stay where its tile was put down: only this handle travels.
 *
 * @param claim names the tile's image file for whoever keeps it; one claim never stands for two
 *     images
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ClaimedImage(String claim, int height, int width) implements TileImage {

  public ClaimedImage {
    requireNonNull(claim, "claim");
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "height x width (%d x %d) must be positive", height, width));
    }
  }
}
