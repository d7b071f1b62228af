package org.meltwatch.runners.spark;

import java.io.IOException;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;
import org.meltwatch.results.RunWatch;

/** A running job. Spark never ends one by itself: it is stopped when everything is out. */
final class SparkRun {

  private static final Duration POLL = Duration.millis(100);

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
   * @throws IOException if Spark was stopped before that, or the run cannot be watched
   * @throws RuntimeException if a task failed, with its cause
   */
  void await(RunWatch watch) throws IOException {
    try {
      while (!watch.latest().complete()) {
        PipelineResult.State state = job.waitUntilFinish(POLL);
        if (state.isTerminal()) {
          throw new IOException("Spark was stopped (%s) before the run was over".formatted(state));
        }
      }
    } finally {
      job.cancel();
    }
  }

  /**
   * The runner keeps watermarks and metrics in static fields. With the final watermark of an
   * earlier run in the same process it would drop every element before a stateful DoFn as late.
   */
  private static void forgetEarlierRun() {
    GlobalWatermarkHolder.clear();
    MetricsAccumulator.clear();
  }
}
