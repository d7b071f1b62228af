package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;

/**
 * A message that cannot be used, kept whole so that somebody can look into it.
 *
 * @param origin tells the message from every other one of its run, and is the same when the message
 *     is replayed: {@code batch_id}s cannot do that, for they may be unreadable or given twice.
 *     Letters, digits and hyphens
 * @param seqId its {@code batch_id}, or null if that could not be read
 * @param key its tile key, or null if that could not be read
 * @param layer its layer, or null if that could not be read
 * @param reason the value, the rule and the place, in one line
 * @param suffix the content's file name suffix, such as {@code tif}: lower-case letters and digits
 * @param content what was received; owned by this record and never written to
 */
public record DeadLetter(
    String origin,
    @Nullable Long seqId,
    @Nullable TileKey key,
    @Nullable Integer layer,
    String reason,
    String suffix,
    byte[] content) {

  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern SUFFIX = Pattern.compile("[a-z0-9]{1,16}");

  public DeadLetter {
    requireMatch("origin", origin, ORIGIN);
    requireNonNull(reason, "reason");
    requireMatch("suffix", suffix, SUFFIX);
    requireNonNull(content, "content");
  }

  /** A message that breaks the wire protocol. */
  public static DeadLetter of(RefusedBatch refused) {
    return new DeadLetter(
        origin(refused.receipt()),
        refused.seqId(),
        refused.key(),
        refused.layer(),
        refused.reason(),
        "msgpack",
        refused.message());
  }

  /** A batch whose image cannot be read. */
  public static DeadLetter of(Batch batch, String reason) {
    return new DeadLetter(
        origin(batch.receipt()),
        batch.seqId(),
        batch.key(),
        batch.layer(),
        reason,
        "tif",
        batch.tif().copy());
  }

  /** The origin of what a lane handed on. */
  public static String origin(Receipt receipt) {
    return origin(receipt.lane(), receipt.position());
  }

  /** The origin of what a lane handed on at a position. */
  public static String origin(int lane, long position) {
    return String.format(Locale.ROOT, "lane%d-%d", lane, position);
  }

  private static void requireMatch(String name, String value, Pattern rule) {
    if (!rule.matcher(value).matches()) {
      throw new IllegalArgumentException("%s (%s) must match %s".formatted(name, value, rule));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeadLetter that
        && origin.equals(that.origin)
        && Objects.equals(seqId, that.seqId)
        && Objects.equals(key, that.key)
        && Objects.equals(layer, that.layer)
        && reason.equals(that.reason)
        && suffix.equals(that.suffix)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return origin.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "DeadLetter[origin=%s, seqId=%s, key=%s, layer=%s, %s, %d bytes of %s]",
        origin,
        seqId,
        key,
        layer,
        reason,
        content.length,
        suffix);
  }
}
