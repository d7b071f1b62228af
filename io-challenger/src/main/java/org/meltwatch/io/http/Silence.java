package org.meltwatch.io.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * For how long a challenger has been asked without a usable answer, by all callers of this process
 * together. Outlives a run's calls: a challenger that was given up is not waited for once more by
 * the next call.
 */
final class Silence {

  private static final Map<URI, Silence> ALL = new ConcurrentHashMap<>();

  /** What even a challenger that was given up has time for: whether it is there costs no more. */
  private static final Duration LAST_CHANCE = Duration.ofSeconds(2);

  private @Nullable Long sinceNanos;
  private int waiting;

  private Silence() {}

  static Silence of(URI challenger) {
    return ALL.computeIfAbsent(challenger, first -> new Silence());
  }

  /**
   * Takes note that a call is sent.
   *
   * @return how long an answer can be waited for
   */
  synchronized Duration begin(Duration patience) {
    waiting++;
    long now = System.nanoTime();
    if (sinceNanos == null) {
      sinceNanos = now;
    }
    Duration left = patience.minusNanos(now - sinceNanos);
    return left.compareTo(LAST_CHANCE) < 0 ? LAST_CHANCE : left;
  }

  /** Takes note that a call has got a usable answer. */
  synchronized void broken() {
    waiting--;
    sinceNanos = waiting == 0 ? null : (Long) System.nanoTime();
  }

  /** Takes note that a call has got none. */
  synchronized void goesOn() {
    waiting--;
  }

  synchronized boolean exceeds(Duration patience) {
    return sinceNanos != null && System.nanoTime() - sinceNanos >= patience.toNanos();
  }
}
