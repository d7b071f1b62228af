package org.meltwatch.io.wire;

import org.meltwatch.model.received.Receipt;

/**
 * The smallest {@code seqId} and the lowest layer that may still come.
 *
 * @param seqId a low-water mark; {@link Receipt#NOTHING_MORE} if nothing can come
 * @param layer the lowest layer, from 0; {@link Integer#MAX_VALUE} if nothing can come
 */
public record Floor(long seqId, int layer) {

  /** Anything may come. */
  public static final Floor BOTTOM = new Floor(0, 0);

  /** Nothing can come. */
  public static final Floor END = new Floor(Receipt.NOTHING_MORE, Integer.MAX_VALUE);

  /** What holds for both. */
  public Floor min(Floor other) {
    return new Floor(Math.min(seqId, other.seqId), Math.min(layer, other.layer));
  }

  /** What holds for every batch handed out after one with this {@code seqId} and layer was. */
  public Floor raisedPast(long receivedSeqId, int receivedLayer) {
    return new Floor(Math.max(seqId, receivedSeqId + 1), Math.max(layer, receivedLayer));
  }
}
