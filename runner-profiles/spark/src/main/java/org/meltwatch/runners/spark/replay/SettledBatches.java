package org.meltwatch.runners.spark.replay;

import java.io.IOException;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes which micro-batches will not be computed anew.
 *
 * <p>Spark computes from its last checkpoint on, which each state has of every tenth micro-batch,
 * as soon as the jobs of that one are done. Micro-batches are worked off one after the other, and
 * each makes one read of each lane: so of the completed ones only the last twenty can be needed,
 * and most of the time not more than ten.
 */
public final class SettledBatches extends JavaStreamingListener {

  /** {@code InternalMapWithStateDStream.DEFAULT_CHECKPOINT_DURATION_MULTIPLIER}. */
  private static final int CHECKPOINT_EVERY = 10;

  private static final Logger LOG = LoggerFactory.getLogger(SettledBatches.class);

  private final KeptReads reads;
  private final long needed;
  private long completed;

  /**
   * @param checkpointEvery how many batches the source's checkpoints are apart, if not as many as
   *     others'
   */
  public SettledBatches(KeptReads reads, long checkpointEvery) {
    this.reads = reads;
    this.needed = 2 * Math.max(checkpointEvery, CHECKPOINT_EVERY);
  }

  @Override
  public void onBatchCompleted(JavaStreamingListenerBatchCompleted batch) {
    completed++;
    if (completed <= needed) {
      return;
    }
    try {
      reads.settle(completed - needed);
    } catch (IOException e) {
      // More stays than has to; the next batch tries again.
      LOG.warn("what is kept of old micro-batches cannot be deleted: {}", e.toString());
    }
  }
}
