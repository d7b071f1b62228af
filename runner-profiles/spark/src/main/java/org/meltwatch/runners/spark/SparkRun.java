package org.meltwatch.runners.spark;

import java.io.IOException;
import java.util.List;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.spark.streaming.StreamingContext;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.results.RunWatch;

/**
 * A running job. Spark never ends one by itself: it is stopped when everything is out.
 *
 * <p>After a failure Spark must not be stopped in order, which is what Beam's runner does as soon
 * as it is asked how the job stands: micro-batches that wait would be worked off first, for up to
 * an hour, by executors that may be gone. So the streams are asked, not the runner.
 */
// Spark discourages all of its streams, which Beam's runner is made of.
@SuppressWarnings("deprecation")
final class SparkRun {

  private static final Duration POLL = Duration.millis(100);

  /** How long after a failed task Spark may take to say that its executor is gone. */
  private static final long NEWS_MILLIS = 1000;

  private final PipelineResult job;
  private final StreamingContext streams;

  private SparkRun(PipelineResult job, StreamingContext streams) {
    this.job = job;
    this.streams = streams;
  }

  /**
   * Starts a job.
   *
   * @throws RuntimeException if Spark does not start it
   */
  static SparkRun start(Pipeline pipeline) {
    forgetEarlierRun();
    pipeline
        .getOptions()
        .as(SparkContextOptions.class)
        .setListeners(List.of(BatchClock.listener()));
    PipelineResult job = pipeline.run();
    // Waits for another thread, which starts the streams.
    job.waitUntilFinish(Duration.millis(1));
    return new SparkRun(job, StreamingContext.getActive().get());
  }

  /**
   * Waits until every message is accounted for, then stops the job.
   *
   * @throws IOException if Spark was stopped or lost an executor before that, or the run cannot be
   *     watched
   * @throws RuntimeException if a task failed, with its cause
   */
  void await(RunWatch watch) throws IOException, InterruptedException {
    boolean over = false;
    try {
      while (!over && !watch.latest().complete()) {
        over = isOver();
      }
    } catch (IOException e) {
      stopAtOnce();
      throw e;
    }
    if (over) {
      stopAtOnce();
      fail();
    }
    job.cancel();
  }

  private boolean isOver() {
    try {
      return LostExecutors.first() != null || streams.awaitTerminationOrTimeout(POLL.getMillis());
    } catch (Exception e) {
      // Scala declares no exceptions; the runner says this one in Beam's words, see fail().
      return true;
    }
  }

  private void stopAtOnce() {
    if (LostExecutors.first() != null) {
      // Stopping the streams waits for the batch that is being made, and a task of that may wait
      // for
      // the executor that is gone.
      streams.sparkContext().stop();
    }
    streams.stop(true, false);
  }

  private void fail() throws IOException, InterruptedException {
    try {
      PipelineResult.State state = job.waitUntilFinish(POLL);
      if (LostExecutors.first() == null) {
        throw new IOException("Spark was stopped (%s) before the run was over".formatted(state));
      }
    } catch (RuntimeException e) {
      if (!isLoss(e)) {
        throw e;
      }
      throw loss(e);
    }
    throw loss(null);
  }

  /** A task may fail before, and because, its executor is known to be lost. */
  private static boolean isLoss(RuntimeException failure) throws InterruptedException {
    if (!String.valueOf(failure.getMessage()).contains("ExecutorLostFailure")) {
      return LostExecutors.first() != null;
    }
    for (long waited = 0; LostExecutors.first() == null && waited < NEWS_MILLIS; waited += 10) {
      Thread.sleep(10);
    }
    return true;
  }

  private static IOException loss(@Nullable Throwable cause) {
    return new IOException(
        "executor %s was lost, and with it what its lanes had fetched: the run cannot go on"
            .formatted(LostExecutors.first()),
        cause);
  }

  /**
   * The runner keeps watermarks and metrics in static fields. With the final watermark of an
   * earlier run in the same process it would drop every element before a stateful DoFn as late.
   */
  static void forgetEarlierRun() {
    GlobalWatermarkHolder.clear();
    MetricsAccumulator.clear();
    LostExecutors.forget();
  }
}
