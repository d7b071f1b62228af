package org.meltwatch.model.received;

/**
 * What a lane hands on: a batch with its image file or a claim on it, a message it had to refuse,
 * word that a message needs nothing more, or word that it has ended.
 */
public sealed interface Received permits Batch, ClaimedBatch, RefusedBatch, Settled, LaneEnd {

  /** Where and when the lane received it. */
  Receipt receipt();
}
