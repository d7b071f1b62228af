package org.meltwatch.sdf.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.sdf.source.Sources.counted;
import static org.meltwatch.sdf.source.Sources.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.sdf.settings.ReadKeeping;
import org.meltwatch.sdf.settings.SdfSettings;
import org.meltwatch.sdf.source.MicroBatches.Batch;

/** An engine computes micro-batches anew, and gets the same again. */
final class KeptReaderTest {

  @Test
  void batches_oneAfterTheOther_giveEverythingOnce() throws IOException {
    MicroBatches batches = new MicroBatches(lane("plain", "a/23", 4));
    List<String> outputs = new ArrayList<>();
    byte[] mark = null;
    for (int i = 0; i < 8; i++) {
      Batch batch = batches.compute("one", mark, 4);
      outputs.addAll(batch.outputs());
      mark = batch.mark();
    }
    assertEquals(counted("a", 0, 23), outputs);
  }

  @Test
  void batch_computedAnewElsewhere_isTheSameAndTheLaneGoesOn() throws IOException {
    MicroBatches batches = new MicroBatches(lane("elsewhere", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    Batch second = batches.compute("one", first.mark(), 2);
    Batch third = batches.compute("one", second.mark(), 4);
    batches.kill("one");

    // More than it took the first time: that is what was to be had then.
    Batch again = batches.compute("two", first.mark(), 4);
    assertSame(second, again);
    assertSame(third, batches.compute("two", again.mark(), 4));
    assertEquals(counted("a", 10, 14), batches.compute("two", third.mark(), 4).outputs());
  }

  @Test
  void firstBatch_computedAnew_isTheSame() throws IOException {
    MicroBatches batches = new MicroBatches(lane("first", "a/40", 4));
    Batch first = batches.compute("one", null, 3);
    Batch second = batches.compute("one", first.mark(), 4);
    assertSame(first, batches.compute("one", null, 4));
    assertSame(first, batches.compute("two", null, 4));
    assertSame(second, batches.compute("one", first.mark(), 4));
    assertEquals(counted("a", 7, 11), batches.compute("one", second.mark(), 4).outputs());
  }

  @Test
  void batch_computedAnewByAReaderThatHasGonePastIt_isTheSame() throws IOException {
    MicroBatches batches = new MicroBatches(lane("past", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    Batch second = batches.compute("one", first.mark(), 1);
    Batch third = batches.compute("one", second.mark(), 4);
    assertSame(second, batches.compute("one", first.mark(), 4));
    assertEquals(counted("a", 9, 13), batches.compute("one", third.mark(), 4).outputs());
  }

  @Test
  void batch_thatFoundNothing_findsNothingWhenComputedAnew() throws IOException {
    MicroBatches batches = new MicroBatches(lane("empty", "a/40", 4));
    Batch first = batches.compute("one", null, 0);
    Batch second = batches.compute("one", first.mark(), 4);
    assertEquals(List.of(), batches.compute("two", null, 4).outputs());
    assertSame(second, batches.compute("two", first.mark(), 4));
  }

  @Test
  void batch_thatFailed_isBegunAnew() throws IOException {
    MicroBatches batches = new MicroBatches(lane("failed", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    batches.fail("one", first.mark(), 3);
    assertEquals(counted("a", 4, 8), batches.compute("one", first.mark(), 4).outputs());
  }

  @Test
  void firstBatch_thatFailed_isBegunAnew() throws IOException {
    MicroBatches batches = new MicroBatches(lane("failed first", "a/40", 4));
    batches.fail("one", null, 3);
    assertEquals(counted("a", 0, 4), batches.compute("one", null, 4).outputs());
  }

  @Test
  void lane_thatCameBack_goesOnWhereTheOtherProcessWas() throws IOException {
    MicroBatches batches = new MicroBatches(lane("back", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    Batch second = batches.compute("two", first.mark(), 4);
    assertEquals(counted("a", 8, 12), batches.compute("one", second.mark(), 4).outputs());
  }

  @Test
  void batch_keptByTwo_failsForTheSecond() throws IOException {
    MicroBatches batches = new MicroBatches(lane("two", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    batches.fail("two", first.mark(), 1);
    Batch second = batches.compute("one", first.mark(), 2);
    // The other one is not asked for it again, but goes on with the read that it had begun.
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> batches.end("two"));
    assertTrue(failure.getMessage().endsWith("read 1 was kept before"), failure.getMessage());
    assertSame(second, batches.compute("two", first.mark(), 4));
  }

  /** Its reader was given less time than the first one, for example. */
  @Test
  void batch_computedAnewInPart_fails() throws IOException {
    MicroBatches batches = new MicroBatches(lane("part", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> batches.compute("one", null, 3));
    assertTrue(failure.getMessage().contains("4 outputs, of which only 3"), failure.getMessage());
    assertSame(first, batches.compute("one", null, 4));
  }

  @Test
  void twoTasks_withOneReader_areKeptApart() throws Exception {
    MicroBatches batches = new MicroBatches(lane("apart", "a/40", 4));
    Batch first = batches.compute("one", null, 4);
    Batch second = batches.compute("one", first.mark(), 4);
    batches.fail("one", second.mark(), 2); // It is not over, but still at work.
    assertSame(first, CompletableFuture.supplyAsync(() -> computed(batches, "one", null)).get());
    assertEquals(counted("a", 8, 10), batches.end("one").outputs());
  }

  private static Batch computed(MicroBatches batches, String process, byte @Nullable [] mark) {
    try {
      return batches.compute(process, mark, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void bundles_areFinalizedWhenTheirReadsAreSettled() throws IOException {
    MemoryLog log = new MemoryLog("settled");
    MicroBatches batches = new MicroBatches(lane(log, "a/40", 5));
    Batch first = batches.compute("one", null, 5);
    Batch second = batches.compute("one", first.mark(), 5);
    assertEquals(List.of(), committed("settled"));
    log.settle(1);
    Batch third = batches.compute("one", second.mark(), 5);
    assertEquals(List.of("committed from 0"), committed("settled"));
    log.settle(3);
    batches.compute("one", third.mark(), 5);
    assertEquals(
        List.of("committed from 0", "committed from 5", "committed from 10"), committed("settled"));
  }

  private static List<String> committed(String id) {
    return CountFn.events(id).stream().filter(event -> event.startsWith("committed")).toList();
  }

  @Test
  void lane_atItsEnd_keepsNothingMore() throws IOException {
    MemoryLog log = new MemoryLog("over");
    MicroBatches batches = new MicroBatches(lane(log, "a/3", 4));
    Batch first = batches.compute("one", null, 4);
    long kept = log.kept();
    Batch second = batches.compute("one", first.mark(), 4);
    Batch third = batches.compute("one", second.mark(), 4);
    assertEquals(List.of(), third.outputs());
    assertEquals(kept, log.kept());
    assertSame(first, batches.compute("two", null, 4));
    assertEquals(List.of(), batches.compute("two", second.mark(), 4).outputs());
  }

  @Test
  void reader_ofAnEngineThatDecodesNoMarks_readsOn() throws IOException {
    SdfSource<String, String> source = lane("reads on", "a/9", 4);
    try (UnboundedReader<String> reader = source.createReader(Sources.OPTIONS, null)) {
      assertFalse(reader.start());
      assertEquals(counted("a", 0, 4), upToFour(reader));
      reader.getCheckpointMark();
      assertEquals(counted("a", 4, 8), upToFour(reader));
      reader.getCheckpointMark();
      assertEquals(counted("a", 8, 9), upToFour(reader));
    }
  }

  private static List<String> upToFour(UnboundedReader<String> reader) throws IOException {
    List<String> outputs = new ArrayList<>();
    for (int tries = 0; tries < 5; tries++) {
      while (reader.advance()) {
        outputs.add(reader.getCurrent());
      }
    }
    return outputs;
  }

  /** Processes die, readers expire, tasks fail, and old batches are computed anew at any time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void batches_withLossesAtRandom_areTheSameWheneverComputed(long seed) throws IOException {
    Random random = new Random(seed);
    MicroBatches batches = new MicroBatches(lane("random " + seed, "a/200", 7));
    List<Batch> known = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    while (outputs.size() < 200) {
      String process = "process " + random.nextInt(2);
      int from = random.nextInt(known.size() + 1);
      switch (random.nextInt(8)) {
        case 0 -> batches.kill(process);
        case 1 -> batches.expire(process);
        case 2 -> batches.fail(process, markOf(known, known.size()), random.nextInt(5));
        case 3 -> {
          for (int i = from; i < known.size(); i++) {
            assertSame(known.get(i), batches.compute(process, markOf(known, i), 7));
          }
        }
        default -> {
          known.add(batches.compute(process, markOf(known, known.size()), random.nextInt(8)));
          outputs.addAll(known.get(known.size() - 1).outputs());
        }
      }
    }
    assertEquals(counted("a", 0, 200), outputs);
  }

  private static byte @Nullable [] markOf(List<Batch> known, int batch) {
    return batch == 0 ? null : known.get(batch - 1).mark();
  }

  private static void assertSame(Batch expected, Batch batch) {
    assertEquals(expected.outputs(), batch.outputs());
    assertArrayEquals(expected.mark(), batch.mark());
  }

  private static SdfSource<String, String> lane(String id, String element, int outputsPerRead) {
    return lane(new MemoryLog(id), element, outputsPerRead);
  }

  private static SdfSource<String, String> lane(MemoryLog log, String element, int outputsPerRead) {
    SdfSettings settings =
        new SdfSettings(
            5, Duration.millis(200), Duration.millis(50), new ReadKeeping(log, outputsPerRead));
    return source(Sources.sdf(CountFn.with(log.id(), script -> script), settings), element);
  }
}
