package org.meltwatch.model.layers;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A tile with the two layers below it. The window is complete when both are there; otherwise the
 * tile has no outliers, whatever it shows.
 *
 * @param newest layer l, the tile whose results are sought
 * @param previous layer l - 1 of the same tile key, or null
 * @param oldest layer l - 2 of the same tile key, or null
 */
public record LayerWindow(Tile newest, @Nullable Tile previous, @Nullable Tile oldest) {

  public LayerWindow {
    requireNonNull(newest, "newest");
  }

  /** A window that holds nothing but its newest tile. */
  public static LayerWindow incomplete(Tile newest) {
    return new LayerWindow(newest, null, null);
  }

  /** True if all three layers are there. */
  public boolean isComplete() {
    return previous != null && oldest != null;
  }
}
