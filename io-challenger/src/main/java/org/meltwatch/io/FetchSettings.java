package org.meltwatch.io;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a lane fetches.
 *
 * @param prefetch how many requests a lane has in flight; it holds at most twice as many messages
 *     that have not been handed on
 * @param replay how many messages that were handed on a lane keeps for a bundle's second attempt
 * @param messageLimit how many bytes a message may have
 * @param timeout for one request, its answer's body included
 * @param retries how often a failed request is repeated
 */
record FetchSettings(int prefetch, int replay, int messageLimit, Duration timeout, Retries retries)
    implements Serializable {

  static final FetchSettings DEFAULT =
      new FetchSettings(2, 16, 64 << 20, Duration.ofMinutes(2), Retries.DEFAULT);

  FetchSettings {
    requirePositive("prefetch", prefetch);
    requirePositive("messageLimit", messageLimit);
    if (replay < 0) {
      throw new IllegalArgumentException("replay (%d) must not be negative".formatted(replay));
    }
  }

  static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s (%d) must be positive".formatted(name, value));
    }
  }

  FetchSettings withPrefetch(int newPrefetch) {
    return new FetchSettings(newPrefetch, replay, messageLimit, timeout, retries);
  }

  FetchSettings withReplay(int newReplay) {
    return new FetchSettings(prefetch, newReplay, messageLimit, timeout, retries);
  }

  FetchSettings withMessageLimit(int newLimit) {
    return new FetchSettings(prefetch, replay, newLimit, timeout, retries);
  }

  FetchSettings withTimeout(Duration newTimeout) {
    return new FetchSettings(prefetch, replay, messageLimit, newTimeout, retries);
  }

  FetchSettings withRetries(Retries newRetries) {
    return new FetchSettings(prefetch, replay, messageLimit, timeout, newRetries);
  }
}
