package org.meltwatch.model.received;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a lane did not hear of its challenger.
 *
 * @param lostAnswers how many answers never arrived, where the challenger did not say that it
 *     answered the same again: each may have held a batch
 * @param openAnswers how many more did not arrive of requests that the challenger, as far as one
 *     can tell, never took: they are lost only if a batch is missing in the end
 * @param givenUp why the lane ended before the challenger had said that there are no more batches,
 *     in one line; null if it did not
 */
public record Shortfall(long lostAnswers, long openAnswers, @Nullable String givenUp) {

  /** All was heard. */
  public static final Shortfall NONE = new Shortfall(0, 0, null);

  public Shortfall {
    if (lostAnswers < 0 || openAnswers < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "lostAnswers (%d) and openAnswers (%d) must not be negative",
              lostAnswers,
              openAnswers));
    }
  }
}
