package org.meltwatch.challenger.bench;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import org.meltwatch.model.TileKey;

/**
 * A batch ready to be sent.
 *
 * @param batchId its number in the order of handing out
 * @param key the tile's key
 * @param layer the tile's layer
 * @param message the MessagePack map; its last {@code tifLength} bytes are the image file. Owned by
 *     the challenger, shared by all benches, not to be written to
 * @param tifLength how many bytes the image file has
 */
public record EncodedTile(long batchId, TileKey key, int layer, byte[] message, int tifLength) {

  public EncodedTile {
    requireNonNull(key, "key");
    requireNonNull(message, "message");
  }

  /** A copy of the image file. */
  public byte[] tif() {
    return Arrays.copyOfRange(message, message.length - tifLength, message.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedTile that
        && batchId == that.batchId
        && key.equals(that.key)
        && layer == that.layer
        && Arrays.equals(message, that.message);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(batchId) * 31 + key.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "EncodedTile[batchId=%d, key=%s, layer=%d, %d bytes]",
        batchId,
        key,
        layer,
        message.length);
  }
}
