package org.meltwatch.model;

/**
 * Proof that layers of a tile key will not come: everything that was received before the tile that
 * waits for them has been handed on, and they were not among it.
 *
 * @param from the first such layer
 * @param to the layer after the last such layer
 * @param refused true if the layer did come but could not be read
 */
public record Gap(int from, int to, boolean refused) implements LayerEvent {

  public Gap {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "gap [%d, %d) must not be empty or negative".formatted(from, to));
    }
  }
}
