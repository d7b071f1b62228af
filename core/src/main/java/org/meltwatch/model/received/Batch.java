package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

/**
 * A tile as the challenger handed it out: its header and one TIFF file, not yet looked into.
 *
 * @param receipt where and when it was received
 * @param seqId the challenger's {@code batch_id}
 * @param key the tile's key
 * @param layer the tile's layer, from 0
 * @param tif the image file, within the message that brought it
 */
public record Batch(Receipt receipt, long seqId, TileKey key, int layer, Slice tif)
    implements Received {

  public Batch {
    requireNonNull(receipt, "receipt");
    requireNonNull(key, "key");
    requireNonNull(tif, "tif");
  }

  /** A batch whose image file fills an array. */
  public Batch(Receipt receipt, long seqId, TileKey key, int layer, byte[] tif) {
    this(receipt, seqId, key, layer, Slice.of(tif));
  }

  /** The header that the tile's results carry. */
  public TileHeader header() {
    return new TileHeader(seqId, key, layer, receipt.receivedMicros());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that
        && receipt.equals(that.receipt)
        && seqId == that.seqId
        && key.equals(that.key)
        && layer == that.layer
        && tif.equals(that.tif);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seqId) * 31 + key.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Batch[seqId=%d, key=%s, layer=%d, %s]", seqId, key, layer, tif);
  }
}
