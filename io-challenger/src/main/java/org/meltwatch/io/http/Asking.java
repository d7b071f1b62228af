package org.meltwatch.io.http;

import java.io.Serializable;
import java.time.Duration;
import org.meltwatch.retry.Retries;

/**
 * How patiently a challenger is asked.
 *
 * @param timeout the longest time that one attempt of a call may take, its answer's body included
 * @param retries when a failed call is repeated
 * @param endConfirm for how long the word that there are no more batches must hold before it is
 *     believed; nothing to believe it at once
 * @param patience how long a challenger may give no usable answer to any call before it is given up
 */
public record Asking(Duration timeout, Retries retries, Duration endConfirm, Duration patience)
    implements Serializable {

  public static final Duration END_CONFIRM = Duration.ofSeconds(1);
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A minute a call; how often, the patience alone decides. */
  public static final Asking DEFAULT =
      new Asking(Duration.ofMinutes(1), Retries.UNLIMITED, END_CONFIRM, PATIENCE);

  public Asking {
    if (endConfirm.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException(
          "endConfirm (%s) and patience (%s) must not be negative".formatted(endConfirm, patience));
    }
  }

  public Asking withTimeout(Duration newTimeout) {
    return new Asking(newTimeout, retries, endConfirm, patience);
  }

  public Asking withRetries(Retries newRetries) {
    return new Asking(timeout, newRetries, endConfirm, patience);
  }

  public Asking withEndConfirm(Duration newEndConfirm) {
    return new Asking(timeout, retries, newEndConfirm, patience);
  }

  public Asking withPatience(Duration newPatience) {
    return new Asking(timeout, retries, endConfirm, newPatience);
  }
}
