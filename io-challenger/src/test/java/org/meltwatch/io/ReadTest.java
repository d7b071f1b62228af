package org.meltwatch.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meltwatch.io.FakeChallenger.Answer;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.spool.KeptSpool;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.testing.TestPipelineExtension;
import org.meltwatch.worker.WorkerState;

@ExtendWith(TestPipelineExtension.class)
final class ReadTest {

  private static final int COUNT = 100;

  @AfterEach
  void closeAll() throws InterruptedException {
    WorkerState.close();
  }

  @Test
  void read_fourLanes_handsOnEveryBatchOnceAndEveryLaneEnd(TestPipeline pipeline) throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(COUNT))) {
      PAssert.that(pipeline.apply(reading(challenger))).satisfies(ReadTest::isWhole);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void read_oneWorkerThread_starvesNoLane(TestPipeline pipeline) throws Exception {
    pipeline.getOptions().as(DirectOptions.class).setTargetParallelism(1);
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(COUNT))) {
      PAssert.that(pipeline.apply(reading(challenger).withPrefetch(1)))
          .satisfies(ReadTest::isWhole);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void read_layerTime_handsOnTheSame(TestPipeline pipeline) throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(COUNT))) {
      PAssert.that(pipeline.apply(reading(challenger).withEventTime(EventTime.layers(1))))
          .satisfies(ReadTest::isWhole);
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void read_refusal_failsThePipeline(TestPipeline pipeline) throws Exception {
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(List.of())
            .onNextBatch(
                Stream.generate(() -> new Answer.Status(403, "who are you"))
                    .limit(20)
                    .toArray(Answer[]::new))) {
      pipeline.apply(reading(challenger));
      Exception error = assertThrows(Exception.class, () -> pipeline.run().waitUntilFinish());
      assertTrue(
          error.getMessage().contains("was answered 403 (bad API token) with: who are you"),
          error::toString);
    }
  }

  @Test
  void originCoder_benchOrSpool_comesBackEqual() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        OriginCoder.of(), new Bench(URI.create("http://localhost:8866"), "bench é/0"));
    CoderProperties.coderDecodeEncodeEqual(OriginCoder.of(), new KeptSpool("/kept/é"));
  }

  private static Void isWhole(Iterable<Received> all) {
    List<Long> seqIds = new ArrayList<>();
    List<List<Long>> positions = new ArrayList<>();
    long[] ends = new long[4];
    for (int lane = 0; lane < 4; lane++) {
      positions.add(new ArrayList<>());
    }
    for (Received received : all) {
      Receipt receipt = received.receipt();
      assertEquals(4, receipt.lanes());
      positions.get(receipt.lane()).add(receipt.position());
      if (received instanceof Batch batch) {
        seqIds.add(batch.seqId());
        assertEquals(Batches.PRINT + "/" + batch.seqId() % 16, batch.key().toString());
        assertEquals(batch.seqId() / 16, batch.layer());
        assertEquals(true, Arrays.equals(Batches.tif(batch.seqId(), 64), batch.tif().copy()));
      } else if (received instanceof LaneEnd) {
        ends[receipt.lane()] = receipt.position();
        assertEquals(Receipt.NOTHING_MORE, receipt.lowWater());
      }
    }
    seqIds.sort(null);
    assertEquals(numbers(COUNT), seqIds);
    for (int lane = 0; lane < 4; lane++) {
      positions.get(lane).sort(null);
      assertEquals(numbers(ends[lane] + 1), positions.get(lane));
    }
    return null;
  }

  private static List<Long> numbers(long count) {
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /** There is nobody between the reader and the challenger whose word the end could be. */
  private static ChallengerIO.Read reading(FakeChallenger challenger) {
    return ChallengerIO.read().withBench(challenger.bench()).withEndConfirm(Duration.ZERO);
  }
}
