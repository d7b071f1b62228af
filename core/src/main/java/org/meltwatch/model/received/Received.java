package org.meltwatch.model.received;

/**
 * What a lane hands on: a batch with its image file or a claim on it, a message it had to refuse,
 * or word that it has ended.
 */
public sealed interface Received permits Batch, ClaimedBatch, RefusedBatch, LaneEnd {

  /** Where and when the lane received it. */
  Receipt receipt();
}
