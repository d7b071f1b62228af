package org.meltwatch.io.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.io.LaneSimulation;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.worker.WorkerState;

final class BoundedLaneTest {

  private static final Bench BENCH = new Bench(URI.create("http://127.0.0.1"), "bounded");
  private static final TileKey KEY = new TileKey("P", 0);

  private final Set<Long> settled = new HashSet<>();
  private final ScriptedLane script = new ScriptedLane();

  @AfterEach
  void close() throws InterruptedException {
    WorkerState.close();
  }

  @Test
  void await_atTheLimit_pausesUntilAnOutcomeIsKnown() throws Exception {
    Lane lane = bounded(2);
    script.add(batch(0), 1).add(batch(1), 2).add(batch(2), 3);
    handOn(lane, 2);
    assertEquals(Lane.Next.NOTHING_YET, lane.await(Duration.ZERO));

    settled.add(0L);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
  }

  @Test
  void await_atTheLimitWithAnOlderMessageToHandOn_goesOn() throws Exception {
    Lane lane = bounded(1);
    script.add(batch(5), 4).add(batch(4), 6).add(batch(6), 7);
    handOn(lane, 2);
    assertEquals(Lane.Next.NOTHING_YET, lane.await(Duration.ZERO), "batches 4 and 5 are covered");
  }

  @Test
  void await_atTheLimitWithRefusedMessagesOnly_pauses() throws Exception {
    Lane lane = bounded(1);
    script.add(refused(), 0).add(batch(1), 2);
    handOn(lane, 1);
    assertEquals(Lane.Next.NOTHING_YET, lane.await(Duration.ZERO));

    settled.add(-1L);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
  }

  @Test
  void await_atTheLimit_handsOnTheLanesEnd() throws Exception {
    Lane lane = bounded(1);
    script.add(batch(0), 1).add(new LaneEnd(receipt(1)), Long.MAX_VALUE);
    handOn(lane, 1);
    assertEquals(Lane.Next.END, lane.await(Duration.ZERO));
  }

  @Test
  void await_byLayers_goesOnUntilTheWatermarkHasPassedTheOldestLayer() throws Exception {
    EventTime layers = EventTime.layers(1);
    Lane lane =
        new BoundedLane(
            script,
            InFlight.of(BENCH, LaneRestriction.whole(0, 1)),
            new InFlightLimit(1, Long.MAX_VALUE, () -> (receipt, seqId) -> false),
            1,
            layers);
    for (int layer = 0; layer < 5; layer++) {
      script.add(new Floor(layer, layer), layer);
    }
    handOn(lane, 3);
    assertEquals(
        Lane.Next.NOTHING_YET,
        lane.await(Duration.ZERO),
        "the watermark, one layer behind layer 2, is at the end of layer 0");
  }

  /** What is no image counts as long as it is. */
  @Test
  void await_atTheLimitOfBytes_pauses() throws Exception {
    Lane lane =
        new BoundedLane(
            script,
            InFlight.of(BENCH, LaneRestriction.whole(0, 1)),
            new InFlightLimit(9, 8, () -> (receipt, seqId) -> settled.contains(seqId)),
            1,
            EventTime.batchOrder());
    script.add(new Batch(receipt(0), 0, KEY, 0, new byte[5]), 1);
    script.add(new Batch(receipt(1), 1, KEY, 1, new byte[5]), 2).add(batch(2), 3);
    handOn(lane, 2);
    assertEquals(Lane.Next.NOTHING_YET, lane.await(Duration.ZERO));

    settled.add(0L);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
  }

  @Test
  void seek_backwards_forgetsWhatWillBeHandedOnAgain() throws Exception {
    Lane lane = bounded(2);
    script.add(batch(0), 1).add(batch(1), 2).add(batch(2), 3);
    handOn(lane, 2);
    lane.seek(1);
    assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO));
  }

  /**
   * Lanes over a challenger that withholds batches and answers when it likes, before an ordering
   * that lets a tile out at once when it may: whatever is on its way then waits for the lanes.
   */
  @ParameterizedTest
  @CsvSource({"1,1,1,1", "1,2,1,1", "2,2,2,3", "4,2,4,16", "4,3,1,1", "5,4,20,7", "3,8,3,2"})
  void lanes_ofAnyLimit_neverWaitForEachOther(int lanes, int prefetch, int limit, int keys)
      throws Exception {
    for (long seed = 0; seed < 40; seed++) {
      WorkerState.close();
      LaneSimulation simulation =
          new LaneSimulation(new Random(seed), lanes, prefetch, limit, keys, 40);
      simulation.run("seed " + seed);
      int most = Math.max(limit, lanes) + lanes * 4 * prefetch;
      assertTrue(
          simulation.mostInFlight() <= most,
          String.format(Locale.ROOT, "seed %d: %d in flight", seed, simulation.mostInFlight()));
    }
  }

  private Lane bounded(int limit) {
    Outcomes outcomes = () -> (receipt, seqId) -> settled.contains(seqId == null ? -1L : seqId);
    return new BoundedLane(
        script,
        InFlight.of(BENCH, LaneRestriction.whole(0, 1)),
        new InFlightLimit(limit, Long.MAX_VALUE, outcomes),
        1,
        EventTime.batchOrder());
  }

  private static void handOn(Lane lane, int messages) throws Exception {
    for (int i = 0; i < messages; i++) {
      assertEquals(Lane.Next.MESSAGE, lane.await(Duration.ZERO), "message " + i);
      lane.handOn();
    }
  }

  private Batch batch(long seqId) {
    return new Batch(receipt(script.size()), seqId, KEY, (int) seqId, new byte[0]);
  }

  private RefusedBatch refused() {
    return new RefusedBatch(receipt(script.size()), null, null, null, "no", new byte[0]);
  }

  private static Receipt receipt(long position) {
    return new Receipt(0, 1, position, 0, 0);
  }

  /** Hands on what the test says, with the marks that it says. */
  private static final class ScriptedLane implements Lane {

    private final Deque<Lane.Handed> waiting = new ArrayDeque<>();
    private int size;

    ScriptedLane add(Received received, long lowWater) {
      waiting.addLast(new Lane.Handed(received, new Floor(lowWater, 0)));
      size++;
      return this;
    }

    ScriptedLane add(Floor floor, int layer) {
      Batch batch = new Batch(receipt(size++), layer, KEY, layer, new byte[0]);
      waiting.addLast(new Lane.Handed(batch, floor));
      return this;
    }

    int size() {
      return size;
    }

    @Override
    public void seek(long position) {}

    @Override
    public Next await(Duration patience) {
      return waiting.getFirst().received() instanceof LaneEnd ? Next.END : Next.MESSAGE;
    }

    @Override
    public Lane.Handed handOn() {
      return waiting.removeFirst();
    }

    @Override
    public java.io.@Nullable IOException takeFailure() {
      return null;
    }

    @Override
    public void drain() {}

    @Override
    public int backlog() {
      return waiting.size();
    }
  }
}
