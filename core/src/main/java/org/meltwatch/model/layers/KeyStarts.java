package org.meltwatch.model.layers;

import java.io.Serializable;
import org.meltwatch.model.TileKey;

/** Where each tile key begins. */
@FunctionalInterface
public interface KeyStarts extends Serializable {

  /**
   * Where a key begins.
   *
   * @throws java.io.UncheckedIOException if that cannot be read
   */
  KeyStart of(TileKey key);

  /** All keys begin with the same layer. */
  static KeyStarts at(int firstLayer) {
    return key -> KeyStart.at(firstLayer);
  }
}
