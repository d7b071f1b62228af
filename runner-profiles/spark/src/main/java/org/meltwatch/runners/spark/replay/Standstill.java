package org.meltwatch.runners.spark.replay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;
import org.meltwatch.record.run.RunStatus;

/**
 * Tells when a run will never be complete: messages were lost inside, and Spark, which ends no job
 * by itself, would wait for them for ever.
 *
 * <p>Micro-batches are worked off one after the other, and what one has read it carries through all
 * steps. So when every lane has ended and several micro-batches were done with nothing new to show
 * for it, nothing is on its way any more. One that takes long, because results cannot be posted for
 * example, is not done, and proves nothing.
 */
public final class Standstill extends JavaStreamingListener {

  /** One would do; state that goes on in the next batch, if there ever is any, has time enough. */
  public static final long BATCHES = 20;

  /** Rows may take a moment to be seen, on a file system of another machine for example. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final AtomicLong done = new AtomicLong();
  private long since;

  @Override
  public void onBatchCompleted(JavaStreamingListenerBatchCompleted batch) {
    done.incrementAndGet();
  }

  /** True if nothing new will come; to be asked several times a second. */
  public boolean isCertain(RunStatus status) {
    long now = done.get();
    if (!status.lanesEnded() || status.quiet().compareTo(QUIET) < 0) {
      since = now;
    }
    return now - since >= BATCHES;
  }
}
