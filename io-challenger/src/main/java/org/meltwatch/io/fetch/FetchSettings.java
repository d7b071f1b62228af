package org.meltwatch.io.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.retry.Retries;

/**
 * How a lane fetches.
 *
 * @param prefetch how many requests a lane has in flight; it holds at most twice as many messages
 *     that have not been handed on
 * @param replay how many messages that were handed on a lane keeps for a bundle's second attempt
 * @param limits what a message may ask for
 * @param asking how patiently the challenger is asked
 * @param writing how often a failed writing to the spool is repeated
 * @param spool the directory that keeps messages until their results are out; null if there is none
 * @param claims whether batches are handed on as claims on their files
 */
public record FetchSettings(
    int prefetch,
    int replay,
    MessageLimits limits,
    Asking asking,
    Retries writing,
    @Nullable String spool,
    boolean claims)
    implements Serializable {

  /** Messages in the spool are remembered by name alone. */
  private static final int SPOOLED_REPLAY = 4096;

  public static final FetchSettings DEFAULT =
      new FetchSettings(
          2,
          16,
          MessageLimits.DEFAULT,
          Asking.DEFAULT.withTimeout(Duration.ofMinutes(2)),
          Retries.PATIENT,
          null,
          false);

  public FetchSettings {
    requirePositive("prefetch", prefetch);
    if (replay < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "replay (%d) must not be negative", replay));
    }
  }

  public static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be positive", name, value));
    }
  }

  public FetchSettings withPrefetch(int newPrefetch) {
    return new FetchSettings(newPrefetch, replay, limits, asking, writing, spool, claims);
  }

  public FetchSettings withReplay(int newReplay) {
    return new FetchSettings(prefetch, newReplay, limits, asking, writing, spool, claims);
  }

  public FetchSettings withMessageLimit(int bytes) {
    return withLimits(limits.withBytes(bytes));
  }

  public FetchSettings withLimits(MessageLimits newLimits) {
    return new FetchSettings(prefetch, replay, newLimits, asking, writing, spool, claims);
  }

  /** How often whatever fails is repeated: a request, and a writing to the spool. */
  public FetchSettings withRetries(Retries retries) {
    return new FetchSettings(
        prefetch, replay, limits, asking.withRetries(retries), retries, spool, claims);
  }

  public FetchSettings withAsking(Asking newAsking) {
    return new FetchSettings(prefetch, replay, limits, newAsking, writing, spool, claims);
  }

  public FetchSettings withSpool(@Nullable String newSpool) {
    return new FetchSettings(prefetch, replay, limits, asking, writing, newSpool, claims);
  }

  public FetchSettings withClaims(boolean newClaims) {
    return new FetchSettings(prefetch, replay, limits, asking, writing, spool, newClaims);
  }

  /** How many messages a lane may ask for beyond what it handed on. */
  public int window() {
    return 2 * prefetch;
  }

  /** How many messages that were handed on a lane remembers. */
  int remembered() {
    return spool == null ? replay : SPOOLED_REPLAY;
  }
}
