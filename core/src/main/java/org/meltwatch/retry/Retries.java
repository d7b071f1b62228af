package org.meltwatch.retry;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;

/**
 * When a failed call is repeated: exponential waits with jitter, a bounded number of times.
 *
 * @param attempts how often a call is tried in all, at least 1
 * @param firstWait the wait after the first failure at the longest; doubled after each failure
 * @param longestWait what no wait exceeds
 */
public record Retries(int attempts, Duration firstWait, Duration longestWait)
    implements Serializable {

  /** Eight attempts within about 12 seconds. */
  public static final Retries DEFAULT =
      new Retries(8, Duration.ofMillis(100), Duration.ofSeconds(5));

  /**
   * Forty attempts within 36 to 71 seconds, for what is worth waiting for: a challenger that goes
   * away for ten seconds, and soon again, must not end a run. No wait exceeds two seconds, so that
   * whoever waits takes the chance when it is back, before it goes away once more.
   */
  public static final Retries PATIENT =
      new Retries(40, Duration.ofMillis(100), Duration.ofSeconds(2));

  /** The waits of {@link #PATIENT}, for whoever has another bound. */
  public static final Retries UNLIMITED =
      new Retries(Integer.MAX_VALUE, PATIENT.firstWait, PATIENT.longestWait);

  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "attempts (%d) must be positive", attempts));
    }
    if (firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "firstWait (%s) must be at least 0 and at most longestWait (%s)"
              .formatted(firstWait, longestWait));
    }
  }

  /** The longest wait after failure number {@code failures}, from 1, before jitter. */
  public Duration ceiling(int failures) {
    int doublings = Math.min(failures - 1, 30);
    Duration wait = firstWait.multipliedBy(1L << doublings);
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }

  /** The wait after failure number {@code failures}: from half its ceiling up to all of it. */
  public Duration wait(int failures) {
    long nanos = ceiling(failures).toNanos();
    return Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
  }

  /**
   * Waits for the next attempt and says so in a log, if there is one to come.
   *
   * @param failures how often the call has failed so far, from 1
   * @param problem what was wrong the last time, in one line
   * @return false, without waiting, if that was the last attempt
   */
  public boolean awaitNext(int failures, String problem, Logger log) throws InterruptedException {
    if (failures >= attempts) {
      return false;
    }
    long millis = wait(failures).toMillis();
    if (attempts == Integer.MAX_VALUE) {
      log.warn("{}; attempt {}, the next in {} ms", problem, failures, millis);
    } else {
      log.warn("{}; attempt {} of {}, the next in {} ms", problem, failures, attempts, millis);
    }
    Thread.sleep(millis);
    return true;
  }

  /** True if an answer may be another one later. */
  public static boolean mayHelp(int status) {
    return status >= 500 || status == 429;
  }
}
