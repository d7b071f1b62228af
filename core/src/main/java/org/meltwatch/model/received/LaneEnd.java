package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

/**
 * A lane's last word: the challenger has no more batches for it, or was given up.
 *
 * @param receipt its position is the number of messages that the lane handed on; its low-water mark
 *     is {@link Receipt#NOTHING_MORE}
 * @param shortfall what the lane did not hear
 */
public record LaneEnd(Receipt receipt, Shortfall shortfall) implements Received {

  public LaneEnd {
    requireNonNull(receipt, "receipt");
    requireNonNull(shortfall, "shortfall");
  }

  /** The last word of a lane that has lost nothing. */
  public LaneEnd(Receipt receipt) {
    this(receipt, Shortfall.NONE);
  }
}
