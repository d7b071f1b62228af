package org.meltwatch.runners.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.beam.runners.spark.SparkContextOptions;
import org.apache.beam.runners.spark.metrics.MetricsAccumulator;
import org.apache.beam.runners.spark.util.GlobalWatermarkHolder;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.joda.time.Duration;
import org.meltwatch.record.run.RunStatus;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.runners.spark.replay.LostExecutors;
import org.meltwatch.runners.spark.replay.Standstill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(SparkRun.class);
  private static final Duration POLL = Duration.millis(100);

  private final PipelineResult job;
  private final StreamingContext streams;
  private final Standstill standstill;

  private SparkRun(PipelineResult job, StreamingContext streams, Standstill standstill) {
    this.job = job;
    this.streams = streams;
    this.standstill = standstill;
  }

  /**
   * Starts a job.
   *
   * @param asBytes whether what Spark caches is kept as bytes, see {@link StateStreams}
   * @throws RuntimeException if Spark does not start it
   */
  static SparkRun start(Pipeline pipeline, boolean asBytes) {
    forgetEarlierRun();
    SparkContextOptions options = pipeline.getOptions().as(SparkContextOptions.class);
    BatchClock.pace(options);
    Standstill standstill = new Standstill();
    List<JavaStreamingListener> listeners = new ArrayList<>(options.getListeners());
    listeners.add(standstill);
    options.setListeners(listeners);
    PipelineResult job = pipeline.run();
    // Waits for another thread, which starts the streams.
    job.waitUntilFinish(Duration.millis(1));
    StreamingContext streams = StreamingContext.getActive().get();
    if (asBytes) {
      StateStreams.keepAsBytes(streams);
    }
    return new SparkRun(job, streams, standstill);
  }

  /**
   * Waits until every message is accounted for, or none that is not will be any more, then stops
   * the job.
   *
   * @param hurry whether there is no time to stop in order when everything is out
   * @throws IOException if Spark was stopped or lost all executors before that, or the run cannot
   *     be watched
   * @throws RuntimeException if a task failed, with its cause
   */
  void await(RunWatch watch, BooleanSupplier hurry) throws IOException, InterruptedException {
    boolean over = false;
    EarlyStop early = EarlyStop.of(streams.sparkContext());
    try {
      while (!over && !isDone(watch.latest())) {
        over = isOver();
      }
    } catch (IOException e) {
      stopAtOnce();
      throw e;
    } finally {
      early.close();
    }
    if (over) {
      stopAtOnce();
      fail();
    }
    if (hurry.getAsBoolean()) {
      streams.sparkContext().stop();
      streams.stop(true, false);
    } else {
      job.cancel();
    }
  }

  private boolean isDone(RunStatus status) {
    if (!status.complete() && standstill.isCertain(status)) {
      LOG.warn(
          "{} micro-batches have brought nothing new since every lane has ended: the run ends with"
              + " messages that are not accounted for",
          Standstill.BATCHES);
      return true;
    }
    return status.complete();
  }

  private boolean isOver() {
    try {
      return LostExecutors.lastOfAll() != null
          || streams.awaitTerminationOrTimeout(POLL.getMillis());
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        // The run cannot wait any longer, and whoever has interrupted this thread less so.
        streams.sparkContext().stop();
      }
      // Scala declares no exceptions; the runner says this one in Beam's words, see fail().
      return true;
    }
  }

  private void stopAtOnce() {
    if (LostExecutors.lastOfAll() != null) {
      // Stopping the streams waits for the batch that is being made, and that for an executor.
      streams.sparkContext().stop();
    }
    streams.stop(true, false);
  }

  private void fail() throws IOException {
    String last = LostExecutors.lastOfAll();
    if (last != null) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "executor %s was the last one, and there has been none for %d s: the run cannot go on",
              last,
              LostExecutors.PATIENCE.toSeconds()));
    }
    try {
      throw new IOException(
          "Spark was stopped (%s) before the run was over".formatted(job.waitUntilFinish(POLL)));
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  /**
   * What a user is told of a failure of Spark's.
   *
   * @throws IOException with the way out if it is a want of memory
   */
  static RuntimeException explained(RuntimeException failure) throws IOException {
    if (isCausedByMemory(failure)) {
      throw new IOException(
          "Spark has too little memory: keep images out of it with --payload=spool, which is its"
              + " default, or give more by MELTWATCH_JVM_FLAGS=-Xmx8g (on clusters"
              + " spark.executor.memory)",
          failure);
    }
    return failure;
  }

  private static boolean isCausedByMemory(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(OutOfMemoryError.class::isInstance);
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
