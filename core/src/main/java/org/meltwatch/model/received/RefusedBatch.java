package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;

/**
 * A message whose fields break the wire protocol. What could be read of its header is kept: a
 * refused batch with a readable key and layer is evidence that no other one will come.
 *
 * @param receipt where and when it was received
 * @param seqId its {@code batch_id}, or null if that could not be read
 * @param key its tile key, or null if that could not be read
 * @param layer its layer, or null if that could not be read
 * @param reason the value, the rule and the place, in one line
 * @param message the whole message as received; owned by this record and never written to
 */
public record RefusedBatch(
    Receipt receipt,
    @Nullable Long seqId,
    @Nullable TileKey key,
    @Nullable Integer layer,
    String reason,
    byte[] message)
    implements Received {

  public RefusedBatch {
    requireNonNull(receipt, "receipt");
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RefusedBatch that
        && receipt.equals(that.receipt)
        && Objects.equals(seqId, that.seqId)
        && Objects.equals(key, that.key)
        && Objects.equals(layer, that.layer)
        && reason.equals(that.reason)
        && Arrays.equals(message, that.message);
  }

  @Override
  public int hashCode() {
    return receipt.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "RefusedBatch[seqId=%s, key=%s, layer=%s, %s, %d bytes]",
        seqId,
        key,
        layer,
        reason,
        message.length);
  }
}
