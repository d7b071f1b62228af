package org.meltwatch.io.spool;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;

/**
 * What a spool file says of its message without the message being read.
 *
 * @param kind what the request was answered with
 * @param lane the lane's number, from 0
 * @param lanes how many lanes read the bench
 * @param number the request's number in its lane, from 0
 * @param receivedMicros when it was answered, microseconds since the epoch
 * @param floorSeqId the smallest {@code seq_id} that the request could have been answered with
 * @param floorLayer the lowest layer that the request could have been answered with
 * @param seqId the message's {@code batch_id}, or null if that could not be read
 * @param key its tile key, or null if that could not be read
 * @param layer its layer, or null if that could not be read
 * @param length how long the message was, in bytes
 * @param payloadLength how many of its bytes the file holds: all, or the first of an over-long one
 * @param tifAt where in the message its image begins; 0 if the message breaks the wire protocol
 * @param tifLength how long its image is in bytes
 */
public record SpoolHeader(
    Kind kind,
    int lane,
    int lanes,
    long number,
    long receivedMicros,
    long floorSeqId,
    int floorLayer,
    @Nullable Long seqId,
    @Nullable TileKey key,
    @Nullable Integer layer,
    long length,
    int payloadLength,
    int tifAt,
    int tifLength) {

  /** What a request was answered with. */
  public enum Kind {
    /** A message, whole. */
    MESSAGE(0),
    /** A message that was longer than allowed; only its beginning was kept. */
    OVERLONG(1),
    /** The word that there are no more batches. */
    END(2);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }

    static @Nullable Kind of(byte code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  public SpoolHeader {
    requireNonNull(kind, "kind");
    if (lane < 0 || lane >= lanes) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "lane (%d) must be in [0, %d)", lane, lanes));
    }
    if (number < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "number (%d) must not be negative", number));
    }
    if (payloadLength < 0 || payloadLength > length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "payloadLength (%d) must be in [0, %d]", payloadLength, length));
    }
    if (tifAt < 0 || tifLength < 0 || (long) tifAt + tifLength > payloadLength) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "image (%d bytes at %d) must lie in the message's %d bytes",
              tifLength,
              tifAt,
              payloadLength));
    }
  }

  /** True if this keeps the wire protocol: only then its fields are to be trusted. */
  public boolean isAccepted() {
    return kind == Kind.MESSAGE && seqId != null && key != null && layer != null && tifAt > 0;
  }
}
