package org.meltwatch.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meltwatch.io.FakeChallenger.Answer;
import org.meltwatch.io.http.ChallengerClientTest;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.model.TileResult;
import org.meltwatch.testing.TestPipelineExtension;

@ExtendWith(TestPipelineExtension.class)
final class WriteResultsTest {

  private static final List<TileResult> RESULTS =
      LongStream.range(0, 60).mapToObj(Batches::result).toList();

  private FakeChallenger challenger;

  @BeforeEach
  void start() throws Exception {
    challenger = FakeChallenger.handingOut(List.of());
  }

  @AfterEach
  void stop() {
    challenger.close();
  }

  @Test
  void writeResults_everyResult_isStoredThenHandedOn(TestPipeline pipeline) {
    PAssert.that(write(pipeline, 8)).containsInAnyOrder(RESULTS);
    pipeline.run().waitUntilFinish();
    assertEquals(ids(RESULTS), challenger.results().keySet());
  }

  @Test
  void writeResults_slowPosts_areInFlightTogetherButBounded(TestPipeline pipeline) {
    pipeline.getOptions().as(DirectOptions.class).setTargetParallelism(1);
    challenger.withPostDelay(Duration.ofMillis(20));
    PAssert.that(write(pipeline, 3)).containsInAnyOrder(RESULTS);
    pipeline.run().waitUntilFinish();
    assertEquals(3, challenger.mostPosting());
  }

  @Test
  void writeResults_passingErrors_areRetried(TestPipeline pipeline) {
    challenger.onPost(
        new Answer.Status(500, "a"), new Answer.HalfBody(), new Answer.Status(429, "b"));
    PAssert.that(write(pipeline, 8)).containsInAnyOrder(RESULTS);
    pipeline.run().waitUntilFinish();
    assertEquals(ids(RESULTS), challenger.results().keySet());
    assertEquals(RESULTS.size() + 3, challenger.requests().size());
  }

  @Test
  void writeResults_refusal_failsNamingBenchBatchStatusAndText(TestPipeline pipeline) {
    challenger.onPost(new Answer.Status(400, "no such field"));
    pipeline
        .apply(Create.of(Batches.result(17)))
        .apply(ChallengerIO.writeResults().withBench(challenger.bench()));
    Pipeline.PipelineExecutionException error =
        assertThrows(
            Pipeline.PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish());
    assertEquals(
        ("the result of batch 17 of bench bench 0 at %1$s cannot be posted: POST"
                + " /api/result/0/bench%%200/17 at %1$s was answered 400 (the challenger cannot read"
                + " the call) with: no such field")
            .formatted(challenger.uri()),
        error.getCause().getMessage());
  }

  private PCollection<TileResult> write(TestPipeline pipeline, int inFlight) {
    return pipeline
        .apply(Create.timestamped(RESULTS.stream().map(WriteResultsTest::timed).toList()))
        .apply(
            ChallengerIO.writeResults()
                .withBench(challenger.bench())
                .withRetries(ChallengerClientTest.QUICK)
                .withInFlight(inFlight));
  }

  private static TimestampedValue<TileResult> timed(TileResult result) {
    // Falling timestamps: a result may not be put out while a later one is being processed.
    return TimestampedValue.of(result, Instant.ofEpochMilli(1000 - result.header().seqId()));
  }

  private static Set<Long> ids(List<TileResult> results) {
    return new TreeSet<>(results.stream().map(one -> one.header().seqId()).toList());
  }
}
