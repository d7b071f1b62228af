package org.meltwatch.runners.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;
import org.apache.spark.util.SystemClock;
import org.jspecify.annotations.Nullable;

/**
 * The clock that Spark makes micro-batches by: a batch is due when the batch interval is over
 * <i>and</i> all batches before it but one are done.
 *
 * <p>By a plain clock Spark makes, and reads, a batch every interval, whether or not the ones
 * before it are done: a source that is quicker than the pipeline runs ahead without bound, tiles
 * wait in ever more batches, and each batch, however small, costs as much as computing twenty
 * tiles. By this one batches grow as large as the load asks for, tiles in flight are those of two
 * batches, of which one is read while the other is computed, and nothing waits when the last tile
 * is out. The runner's own means, Spark's backpressure, counts batches by whole seconds and allows
 * no tile in shorter ones.
 *
 * <p>Spark makes the clock by its name, and the clock cannot know the job: hence the static field.
 * One streaming job at a time is all that Spark allows in a process.
 */
public final class BatchClock extends SystemClock {

  private static final String SETTING = "spark.streaming.clock";

  /** One batch that is read while the other is computed. */
  private static final int AHEAD = 2;

  private static volatile @Nullable BatchClock latest;

  private long made;
  private long done;
  private long lastTime;
  private long lastNanos;

  /** For Spark: the clock of a new job. */
  public BatchClock() {
    makeLatest();
  }

  private void makeLatest() {
    latest = this;
  }

  /** Has the next job's batches made by such a clock, unless its user has named another one. */
  static void pace(SparkContextOptions options) {
    if (System.getProperty(SETTING) == null) {
      System.setProperty(SETTING, BatchClock.class.getName());
    }
    List<JavaStreamingListener> listeners = new ArrayList<>(options.getListeners());
    listeners.add(listener());
    options.setListeners(listeners);
  }

  /** Tells the clock of the running job when a batch is done. */
  static JavaStreamingListener listener() {
    return new JavaStreamingListener() {
      @Override
      public void onBatchCompleted(JavaStreamingListenerBatchCompleted batch) {
        BatchClock clock = latest;
        if (clock != null) {
          clock.batchDone();
        }
      }
    };
  }

  synchronized void batchDone() {
    done++;
    notifyAll();
  }

  /**
   * Waits until a batch is due.
   *
   * @param time when it would be by a plain clock, in milliseconds since the epoch
   * @return now, in milliseconds since the epoch
   */
  @Override
  public synchronized long waitTillTime(long time) {
    try {
      while (made - done >= AHEAD) {
        wait();
      }
      if (made == 0) {
        super.waitTillTime(time);
      } else {
        long due = lastNanos + TimeUnit.MILLISECONDS.toNanos(time - lastTime);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
    } catch (InterruptedException e) {
      // Spark expects the exception itself, which Scala need not declare: its own clock throws it.
      Thread.currentThread().interrupt();
      return super.waitTillTime(Long.MAX_VALUE);
    }
    made++;
    lastTime = time;
    lastNanos = System.nanoTime();
    return getTimeMillis();
  }
}
