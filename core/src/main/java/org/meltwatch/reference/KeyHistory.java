package org.meltwatch.reference;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileKey;
import org.meltwatch.reference.ReferenceAnswers.SkippedLayers;

/** What {@link ReferenceModel} has seen of one tile key. */
final class KeyHistory {

  /** A tile with the two layers below it, both or neither. */
  record Window(Image newest, @Nullable Image previous, @Nullable Image oldest) {

    static Window incomplete(Image newest) {
      return new Window(newest, null, null);
    }
  }

  private final TileKey key;
  private final Set<Integer> layersWithTile = new HashSet<>();

  /** The first layer that has not been passed; beyond the ints once the last one has. */
  private long expected;

  private @Nullable Image first;
  private @Nullable Image previous;
  private @Nullable Image oldest;

  KeyHistory(TileKey key, int firstLayer) {
    this.key = key;
    this.expected = firstLayer;
  }

  long expected() {
    return expected;
  }

  boolean has(int layer) {
    return layersWithTile.contains(layer);
  }

  void requireSize(Image image) throws UnreadableTileException {
    if (first != null && !first.sameSize(image)) {
      throw new UnreadableTileException(
          "size (%s) must be that of the first tile of %s (%s)".formatted(image, key, first));
    }
  }

  /** Moves on to the layer; returns the layers that this leaves out. */
  Optional<SkippedLayers> advance(int layer) {
    long gap = layer - expected;
    if (gap == 0) {
      return Optional.empty();
    }
    SkippedLayers skipped = new SkippedLayers(key, (int) expected, gap);
    breakWindow();
    expected = layer;
    return Optional.of(skipped);
  }

  /** Takes the tile of the expected layer; returns its window. */
  Window add(int layer, Image image) {
    Window window =
        previous != null && oldest != null
            ? new Window(image, previous, oldest)
            : Window.incomplete(image);
    remember(layer, image);
    oldest = previous;
    previous = image;
    expected++;
    return window;
  }

  /** Takes a tile whose layer was passed without one: windows that went without it stay so. */
  void addLate(int layer, Image image) {
    remember(layer, image);
  }

  /** Passes the expected layer without a tile. */
  void addUnread() {
    breakWindow();
    expected++;
  }

  private void remember(int layer, Image image) {
    layersWithTile.add(layer);
    if (first == null) {
      first = image;
    }
  }

  private void breakWindow() {
    previous = null;
    oldest = null;
  }
}
