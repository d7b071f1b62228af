package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.beam.runners.spark.SparkPipelineOptions;
import org.apache.beam.runners.spark.SparkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.RunStatus;
import org.meltwatch.record.watch.Progress;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.runners.spark.replay.Standstill;

/** Nothing more will come, and Spark goes on for ever. */
@Timeout(240)
class StandstillTest {

  private final Standstill standstill = new Standstill();

  @Test
  void isCertain_batchesWithoutAnythingNewBehindTheLanesEnd_is() {
    assertFalse(standstill.isCertain(status(true, 60)));
    complete(Standstill.BATCHES - 1);
    assertFalse(standstill.isCertain(status(true, 60)));
    complete(1);
    assertTrue(standstill.isCertain(status(true, 60)));
  }

  @Test
  void isCertain_withABatchThatTakesItsTime_isNot() {
    assertFalse(standstill.isCertain(status(true, 0)));
    assertFalse(standstill.isCertain(status(true, 100_000)));
  }

  @Test
  void isCertain_beforeTheLanesEnd_isNot() {
    complete(1000);
    assertFalse(standstill.isCertain(status(false, 1000)));
    assertFalse(standstill.isCertain(status(true, 1000)), "the end itself is new");
  }

  @Test
  void isCertain_withSomethingNewNowAndThen_isNot() {
    for (int i = 0; i < 5; i++) {
      complete(Standstill.BATCHES);
      assertFalse(standstill.isCertain(status(true, 1)));
    }
  }

  /** Two messages were handed on, and nobody knows what has become of them. */
  @Test
  void run_whoseMessagesWereLostInside_ends(@TempDir Path temporary) throws Exception {
    try (PartWriter writer = new PartWriter(temporary)) {
      writer.append(EventRow.of(new RunEvent.LaneEnded(0, 1, 2)));
    }
    SparkPipelineOptions options = options(temporary.resolve("checkpoints"));
    SparkSettings.apply(new SparkMaster(options.getSparkMaster()));
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(GenerateSequence.from(0)).apply(ParDo.of(new NothingFn()));
    PartFollower follower = new PartFollower(temporary);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (RunWatch watch = RunWatch.start(follower, Progress.on(nowhere, false, -1))) {
      SparkRun.start(pipeline, false).await(watch, () -> false);
    }
    assertFalse(follower.isComplete());
    assertEquals(2, follower.counts().unaccounted());
  }

  private static SparkPipelineOptions options(Path checkpoints) {
    SparkPipelineOptions options = PipelineOptionsFactory.as(SparkPipelineOptions.class);
    options.setRunner(SparkRunner.class);
    options.setSparkMaster("local[2]");
    options.setCheckpointDir(checkpoints.toString());
    options.setBatchIntervalMillis(100L);
    options.setMinReadTimeMillis(50L);
    options.setMaxRecordsPerBatch(2L);
    options.setEnableSparkMetricSinks(false);
    return options;
  }

  private void complete(long batches) {
    for (long i = 0; i < batches; i++) {
      standstill.onBatchCompleted(null);
    }
  }

  private static RunStatus status(boolean lanesEnded, long quietSeconds) {
    return new RunStatus(5, 3, 0, 0.1, lanesEnded, false, Duration.ofSeconds(quietSeconds));
  }

  static final class NothingFn extends DoFn<Long, Void> {

    @ProcessElement
    public void process() {}
  }
}
