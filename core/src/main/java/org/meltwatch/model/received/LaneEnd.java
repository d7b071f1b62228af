package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A lane's last word: the challenger has no more batches for it.
 *
 * @param receipt its position is the number of messages that the lane handed on; its low-water mark
 *     is {@link Receipt#NOTHING_MORE}
 * @param lostAnswers how many of the challenger's answers never arrived, where the challenger did
 *     not say that it answered the same again: each may have held a batch
 */
public record LaneEnd(Receipt receipt, long lostAnswers) implements Received {

  public LaneEnd {
    requireNonNull(receipt, "receipt");
    if (lostAnswers < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "lostAnswers (%d) must not be negative", lostAnswers));
    }
  }

  /** The last word of a lane that has lost nothing. */
  public LaneEnd(Receipt receipt) {
    this(receipt, 0);
  }
}
