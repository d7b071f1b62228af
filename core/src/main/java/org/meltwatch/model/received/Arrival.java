package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileKey;

/**
 * The small part of a received message that is needed to know which layers can still come.
 *
 * @param receipt where and when it was received
 * @param kind what it was
 * @param key its tile key, or null if it has none or that could not be read
 * @param layer its layer; 0 without a key
 * @param seqId its {@code batch_id}; 0 without a key
 * @param height rows of its image; 0 if it was refused, or is no batch
 * @param width columns of its image; 0 if it was refused, or is no batch
 */
public record Arrival(
    Receipt receipt,
    Kind kind,
    @Nullable TileKey key,
    int layer,
    long seqId,
    int height,
    int width) {

  /** What was received. */
  public enum Kind {
    /** A tile that could be read. */
    TILE,
    /** A message that was refused. */
    REFUSED,
    /** Word that a message was brought to its end before. */
    SETTLED,
    /** The lane's last word. */
    LANE_END
  }

  public Arrival {
    requireNonNull(receipt, "receipt");
    requireNonNull(kind, "kind");
    if (kind == Kind.TILE) {
      requireNonNull(key, "key");
    }
  }

  /** The arrival of something without an image that could be used. */
  public Arrival(Receipt receipt, Kind kind, @Nullable TileKey key, int layer, long seqId) {
    this(receipt, kind, key, layer, seqId, 0, 0);
  }

  /** The arrival of a batch whose image could be read. */
  public static Arrival of(Batch batch, Image image) {
    return new Arrival(
        batch.receipt(),
        Kind.TILE,
        batch.key(),
        batch.layer(),
        batch.seqId(),
        image.height(),
        image.width());
  }

  /** The arrival of a batch that was refused. */
  public static Arrival ofRefused(Batch batch) {
    return new Arrival(batch.receipt(), Kind.REFUSED, batch.key(), batch.layer(), batch.seqId());
  }

  /**
   * The arrival of a message that broke the protocol. Without a {@code batch_id} nothing can wait
   * on its account before all lanes have ended; without a key or layer nothing can wait for it.
   */
  public static Arrival of(RefusedBatch refused) {
    TileKey key = refused.layer() == null ? null : refused.key();
    int layer = key == null ? 0 : requireNonNull(refused.layer());
    long seqId = refused.seqId() == null ? Receipt.NOTHING_MORE : refused.seqId();
    return new Arrival(refused.receipt(), Kind.REFUSED, key, layer, seqId);
  }

  /** Word that a message was brought to its end before. */
  public static Arrival of(Settled settled) {
    return new Arrival(settled.receipt(), Kind.SETTLED, null, 0, 0);
  }

  /** A lane's last word. */
  public static Arrival of(LaneEnd end) {
    return new Arrival(end.receipt(), Kind.LANE_END, null, 0, 0);
  }
}
