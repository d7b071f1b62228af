package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

/**
 * A lane's last word: the challenger has no more batches for it.
 *
 * @param receipt its position is the number of messages that the lane handed on; its low-water mark
 *     is {@link Receipt#NOTHING_MORE}
 */
public record LaneEnd(Receipt receipt) implements Received {

  public LaneEnd {
    requireNonNull(receipt, "receipt");
  }
}
