package org.meltwatch.runners.spark;

import java.io.IOException;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.spark.streaming.StreamingContext;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.results.RunWatch;

/** A running job. Spark never ends one by itself: it is stopped when everything is out. */
final class SparkRun {

  private static final Duration POLL = Duration.millis(100);

  /** How long after a failed task Spark may take to say that its executor is gone. */
  private static final long NEWS_MILLIS = 1000;

  private final PipelineResult job;

  private SparkRun(PipelineResult job) {
    this.job = job;
  }

  static SparkRun start(Pipeline pipeline) {
    forgetEarlierRun();
    return new SparkRun(pipeline.run());
  }

  /**
   * Waits until every message is accounted for, then stops the job.
   *
   * @throws IOException if Spark was stopped or lost an executor before that, or the run cannot be
   *     watched
   * @throws RuntimeException if a task failed, with its cause
   */
  void await(RunWatch watch) throws IOException, InterruptedException {
    boolean complete = false;
    try {
      awaitComplete(watch);
      complete = true;
    } catch (RuntimeException e) {
      if (isLoss(e)) {
        throw loss(e);
      }
      throw e;
    } finally {
      stop(complete);
    }
  }

  private void awaitComplete(RunWatch watch) throws IOException {
    while (!watch.latest().complete()) {
      PipelineResult.State state = job.waitUntilFinish(POLL);
      if (LostExecutors.first() != null) {
        throw loss(null);
      }
      if (state.isTerminal()) {
        throw new IOException("Spark was stopped (%s) before the run was over".formatted(state));
      }
    }
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
   * Stops the job. In order, Spark finishes all micro-batches that it has begun, which after a
   * failure might never end, or take long.
   */
  // Spark discourages all of its streams, which Beam's runner is made of.
  @SuppressWarnings("deprecation")
  private void stop(boolean inOrder) throws IOException {
    if (!inOrder && StreamingContext.getActive().isDefined()) {
      StreamingContext.getActive().get().stop(true, false);
    }
    job.cancel();
  }

  /**
   * The runner keeps watermarks and metrics in static fields. With the final watermark of an
   * earlier run in the same process it would drop every element before a stateful DoFn as late.
   */
  private static void forgetEarlierRun() {
    GlobalWatermarkHolder.clear();
    MetricsAccumulator.clear();
    LostExecutors.forget();
  }
}
