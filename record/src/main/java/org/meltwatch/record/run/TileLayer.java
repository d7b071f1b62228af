package org.meltwatch.record.run;

import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

/**
 * A layer of a tile key, which has one answer, however many tiles stand for it.
 *
 * @param key the tile key
 * @param layer the layer's number
 */
record TileLayer(TileKey key, int layer) {

  static TileLayer of(TileHeader header) {
    return new TileLayer(header.key(), header.layer());
  }
}
