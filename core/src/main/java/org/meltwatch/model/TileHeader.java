package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

/**
 * What every value derived from a tile carries along.
 *
 * @param seqId the challenger's {@code batch_id}
 * @param key the tile's key
 * @param layer the tile's layer, from 0
 * @param receivedMicros when the tile was received, microseconds since the epoch
 */
public record TileHeader(long seqId, TileKey key, int layer, long receivedMicros) {

  public TileHeader {
    requireNonNull(key, "key");
  }
}
