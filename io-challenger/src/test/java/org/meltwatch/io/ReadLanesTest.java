package org.meltwatch.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.ProcessContinuation;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.OutputBuilder;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.io.FakeChallenger.Answer;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClientTest;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.lane.LaneTracker;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.worker.WorkerState;

/** The splittable DoFn alone, driven the way a runner does. One lane, one request at a time. */
final class ReadLanesTest {

  private static final LaneRestriction WHOLE = LaneRestriction.whole(0, 1);
  private static final FetchSettings SETTINGS =
      FetchSettings.DEFAULT.withPrefetch(1).withRetries(ChallengerClientTest.QUICK);

  private final ReadLanes fn =
      new ReadLanes.Once(1, SETTINGS, EventTime.batchOrder(), null, StopSign.NEVER);
  private final Attempt attempt = new Attempt();

  @AfterEach
  void closeAll() throws InterruptedException {
    WorkerState.close();
  }

  /** What a runner keeps of one restriction. */
  private static final class Attempt implements OutputReceiver<Received> {
    private final List<String> out = new ArrayList<>();
    private LaneRestriction restriction = WHOLE;
    private Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;
    private LaneTracker tracker = new LaneTracker(WHOLE);
    private WatermarkEstimators.Manual estimator = new WatermarkEstimators.Manual(watermark);
    private int failAfter = Integer.MAX_VALUE;

    @Override
    public OutputBuilder<Received> builder(Received value) {
      throw new UnsupportedOperationException("outputWithTimestamp only");
    }

    @Override
    public void outputWithTimestamp(Received received, Instant timestamp) {
      if (out.size() == failAfter) {
        throw new IllegalStateException("scripted failure downstream");
      }
      assertFalse(timestamp.isBefore(estimator.currentWatermark()), "late by its own watermark");
      out.add(nameOf(received));
    }

    private static String nameOf(Received received) {
      String name =
          received instanceof Batch batch
              ? "batch " + batch.seqId()
              : received instanceof LaneEnd ? "end" : "refused";
      return name + "@" + received.receipt().position();
    }

    /** One call as a runner makes it: what is left is kept only if the call succeeds. */
    ProcessContinuation call(ReadLanes fn, Bench bench) throws Exception {
      tracker = fn.tracker(restriction);
      estimator = fn.watermarkEstimator(watermark);
      ProcessContinuation continuation = fn.read(bench, tracker, estimator, this);
      if (continuation.shouldResume()) {
        restriction = tracker.trySplit(0).getResidual();
      }
      tracker.checkDone();
      watermark = estimator.currentWatermark();
      return continuation;
    }

    void run(ReadLanes fn, Bench bench) throws Exception {
      for (int calls = 0; call(fn, bench).shouldResume(); calls++) {
        assertTrue(calls < 10_000, "does not end");
      }
    }
  }

  @Test
  void read_untilTheEnd_handsOnDensePositionsAndEndsTime() throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(40))) {
      attempt.run(fn, challenger.bench());
      assertEquals(expected(0, 40), attempt.out);
      assertEquals(BoundedWindow.TIMESTAMP_MAX_VALUE, attempt.watermark);
    }
  }

  @Test
  void read_halfBodiesOfAChallengerThatRemembers_loseNothing() throws Exception {
    Answer regular = new Answer.Late(Duration.ZERO);
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(Batches.messages(10))
            .thatRemembers()
            .onNextBatch(regular, new Answer.HalfBatch(), new Answer.HalfBatch(), regular)
            .onNextBatch(regular, new Answer.HalfBatch())) {
      attempt.run(fn, challenger.bench());
      assertEquals(expected(0, 10), attempt.out);
    }
  }

  @Test
  void read_withSpoolInAnotherProcess_handsOnTheSame(@TempDir Path spool) throws Exception {
    ReadLanes spooled =
        new ReadLanes.Once(
            1, SETTINGS.withSpool(spool.toString()), EventTime.batchOrder(), null, StopSign.NEVER);
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(40))) {
      while (attempt.out.size() < 20) {
        attempt.call(spooled, challenger.bench());
      }
      WorkerState.close();
      Attempt second = new Attempt();
      second.restriction = WHOLE.startingAt(5);
      while (second.out.size() < 10) {
        second.call(spooled, challenger.bench());
      }
      assertEquals(attempt.out.subList(5, 15), second.out.subList(0, 10));
    }
  }

  @Test
  void read_oneCall_isShortAndBounded() throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(100))) {
      attempt.call(fn, challenger.bench());
      assertTrue(attempt.out.size() <= 16, attempt.out::toString);
    }
  }

  @Test
  void read_silentChallenger_resumesSoon() throws Exception {
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(Batches.messages(1))
            .onNextBatch(new Answer.Late(Duration.ofSeconds(1)))) {
      long start = System.nanoTime();
      assertTrue(attempt.call(fn, challenger.bench()).shouldResume());
      assertTrue(System.nanoTime() - start < 500_000_000L, "held the thread");
      assertEquals(List.of(), attempt.out);
    }
  }

  @Test
  void read_bundleFails_secondAttemptHandsOnTheSame() throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(20))) {
      attempt.failAfter = 3;
      assertThrows(IllegalStateException.class, () -> attempt.run(fn, challenger.bench()));
      long from = attempt.restriction.from();
      Attempt second = new Attempt();
      second.restriction = attempt.restriction;
      second.run(fn, challenger.bench());
      assertEquals(expected((int) from, 20), second.out);
    }
  }

  @Test
  void read_refusedCall_failsWithBenchAndStatusOnceThenGoesOn() throws Exception {
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(Batches.messages(3))
            .onNextBatch(new Answer.Status(412, "start me"))) {
      IOException error =
          assertThrows(IOException.class, () -> attempt.run(fn, challenger.bench()));
      assertEquals(
          ("lane 0 of bench bench 0 at %1$s cannot go on at position 0: GET"
                  + " /api/next_batch/bench%%200 at %1$s was answered 412 (the bench has not been"
                  + " started or has ended) with: start me")
              .formatted(challenger.uri()),
          error.getMessage());
      attempt.run(fn, challenger.bench());
      assertEquals(expected(0, 3), attempt.out);
    }
  }

  @Test
  void read_failureAfterMessages_handsThoseOnFirst() throws Exception {
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(Batches.messages(2))
            .onNextBatch(
                new Answer.Late(Duration.ZERO),
                new Answer.Late(Duration.ZERO),
                new Answer.Status(400, "no"))) {
      assertThrows(IOException.class, () -> attempt.run(fn, challenger.bench()));
      assertEquals(List.of("batch 0@0", "batch 1@1"), attempt.out);
      assertEquals(WHOLE.startingAt(2), attempt.restriction);
    }
  }

  @Test
  void read_badMessages_areRefusedAndTheRestComes() throws Exception {
    List<byte[]> messages = Batches.messages(2);
    messages.add(0, new byte[] {1, 2, 3});
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(messages).onNextBatch(new Answer.Zeros(100, true))) {
      attempt.run(fn, challenger.bench());
      assertEquals(
          List.of("refused@0", "refused@1", "batch 0@2", "batch 1@3", "end@4"), attempt.out);
    }
  }

  @Test
  void read_overlongMessage_isRefused() throws Exception {
    ReadLanes strict =
        new ReadLanes.Once(
            1, SETTINGS.withMessageLimit(1000), EventTime.batchOrder(), null, StopSign.NEVER);
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(Batches.messages(1)).onNextBatch(new Answer.Zeros(1001, false))) {
      attempt.run(strict, challenger.bench());
      assertEquals(List.of("refused@0", "batch 0@1", "end@2"), attempt.out);
    }
  }

  @Test
  void read_layerTime_watermarkStaysBehindTheLowestLayer() throws Exception {
    ReadLanes layers = new ReadLanes.Once(1, SETTINGS, EventTime.layers(2), null, StopSign.NEVER);
    try (FakeChallenger challenger =
        FakeChallenger.handingOut(Batches.messages(100))
            .onNextBatch(
                Stream.generate(() -> new Answer.Late(Duration.ZERO))
                    .limit(96)
                    .toArray(Answer[]::new))
            .onNextBatch(new Answer.Late(Duration.ofSeconds(1)))) {
      while (attempt.out.size() < 96) {
        attempt.call(layers, challenger.bench());
      }
      assertEquals(Instant.ofEpochMilli(3000), attempt.watermark);
      attempt.run(layers, challenger.bench());
      assertEquals(expected(0, 100), attempt.out);
    }
  }

  @Test
  void truncate_fetchedMessages_areHandedOnBeforeTheEnd() throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(1000))) {
      attempt.call(fn, challenger.bench());
      attempt.restriction = fn.truncate(attempt.restriction).getTruncatedRestriction();
      attempt.run(fn, challenger.bench());
      int handedOut = challenger.requests().size();
      assertTrue(handedOut < 1000);
      assertEquals(expected(0, handedOut), attempt.out);
    }
    assertNull(fn.truncate(WHOLE.endingAt(0)));
  }

  @Test
  void split_wholeBench_givesOneRestrictionALane() {
    List<LaneRestriction> lanes = new ArrayList<>();
    OutputReceiver<LaneRestriction> out =
        new OutputReceiver<>() {
          @Override
          public OutputBuilder<LaneRestriction> builder(LaneRestriction value) {
            throw new UnsupportedOperationException("output only");
          }

          @Override
          public void output(LaneRestriction value) {
            lanes.add(value);
          }
        };
    ReadLanes two = new ReadLanes.Once(2, SETTINGS, EventTime.batchOrder(), null, StopSign.NEVER);
    two.split(two.initialRestriction(), out);
    assertEquals(List.of(LaneRestriction.whole(0, 2), LaneRestriction.whole(1, 2)), lanes);
    lanes.clear();
    two.split(LaneRestriction.whole(1, 2).startingAt(5), out);
    assertEquals(List.of(LaneRestriction.whole(1, 2).startingAt(5)), lanes);
  }

  @Test
  void size_restriction_isInMessages() throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(List.of())) {
      assertEquals(1, fn.size(challenger.bench(), WHOLE));
      assertEquals(4, fn.size(challenger.bench(), WHOLE.endingAt(9).startingAt(5)));
      assertEquals(0, fn.size(challenger.bench(), WHOLE.endingAt(0)));
    }
  }

  @Test
  void close_runningLanes_leavesNoThread() throws Exception {
    try (FakeChallenger challenger = FakeChallenger.handingOut(Batches.messages(100))) {
      attempt.call(fn, challenger.bench());
      WorkerState.close();
      assertEquals(
          List.of(),
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("meltwatch-fetch"))
              .toList());
    }
  }

  private static List<String> expected(int from, int to) {
    List<String> names = new ArrayList<>();
    for (int i = from; i < to; i++) {
      names.add("batch " + i + "@" + i);
    }
    names.add("end@" + to);
    return names;
  }
}
