package org.meltwatch.io.kafka.feed;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.source.Settlement;

/**
 * What brokers have said of the records that were sent to them. A message is settled once they have
 * it: then its file may go. Safe for use by many threads.
 */
final class Acknowledgements implements Settlement {

  private static final Pattern ORIGIN = Pattern.compile("lane(\\d+)-(\\d+)");

  private final long[] sent;
  private final long[] acknowledged;
  private long lastNanos = System.nanoTime();
  private long count;
  private @Nullable Exception failure;

  /**
   * Nothing was sent yet.
   *
   * @param from for each lane its first position
   */
  Acknowledgements(long[] from) {
    sent = from.clone();
    acknowledged = from.clone();
  }

  /** A record is on its way. */
  synchronized void sent(int lane, long position) {
    if (isAllAcknowledged()) {
      lastNanos = System.nanoTime();
    }
    sent[lane] = position + 1;
  }

  /** Brokers have it, and all before it in its lane. */
  synchronized void acknowledged(int lane, long position) {
    acknowledged[lane] = Math.max(acknowledged[lane], position + 1);
    lastNanos = System.nanoTime();
    count++;
  }

  /** A record could not be written, or a lane could not be read. */
  synchronized void failed(Exception e) {
    if (failure == null) {
      failure = e;
    } else if (failure != e) {
      failure.addSuppressed(e);
    }
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /**
   * What went wrong.
   *
   * @throws IOException if anything did
   */
  synchronized void requireWell() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  synchronized boolean isAllAcknowledged() {
    for (int lane = 0; lane < sent.length; lane++) {
      if (acknowledged[lane] < sent[lane]) {
        return false;
      }
    }
    return true;
  }

  /** For how many nanoseconds brokers have said nothing of what they were sent. */
  synchronized long silentNanos() {
    return isAllAcknowledged() ? 0 : System.nanoTime() - lastNanos;
  }

  /** How many records were written. */
  synchronized long count() {
    return count;
  }

  @Override
  public synchronized boolean isSettled(@Nullable Long seqId, long receivedMicros, String origin) {
    Matcher matcher = ORIGIN.matcher(origin);
    return matcher.matches()
        && Long.parseLong(matcher.group(2)) < acknowledged[Integer.parseInt(matcher.group(1))];
  }

  @Override
  public boolean isRefused(String origin) {
    return false;
  }

  /** Windows are no matter of a feed's. */
  @Override
  public boolean isSettled(TileKey key, int layer) {
    return true;
  }
}
