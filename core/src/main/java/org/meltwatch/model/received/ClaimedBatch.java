package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import org.meltwatch.model.TileKey;

/**
 * A tile as the challenger handed it out, whose image file was put down on arrival: only a claim on
 * it travels.
 *
 * @param receipt where and when it was received
 * @param seqId the challenger's {@code batch_id}
 * @param key the tile's key
 * @param layer the tile's layer, from 0
 * @param claim names the image file for whoever keeps it
 */
public record ClaimedBatch(Receipt receipt, long seqId, TileKey key, int layer, String claim)
    implements Received {

  public ClaimedBatch {
    requireNonNull(receipt, "receipt");
    requireNonNull(key, "key");
    requireNonNull(claim, "claim");
  }

  /** The batch with its image file, which is not copied. */
  public Batch redeemed(Slice tif) {
    return new Batch(receipt, seqId, key, layer, tif);
  }
}
