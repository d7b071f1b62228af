package org.meltwatch.model;

/** What a lane hands on: a batch, a message it had to refuse, or word that it has ended. */
public sealed interface Received permits Batch, RefusedBatch, LaneEnd {

  /** Where and when the lane received it. */
  Receipt receipt();
}
