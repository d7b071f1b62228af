package org.meltwatch.transforms.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.tracking.PlateEvent;

/** Batches of two lanes come out by ascending number, counted per print, none before its time. */
class BatchOrderTest {

  private static final int HEIGHT = 40;
  private static final int WIDTH = 30;

  private final long seed = Long.getLong("meltwatch.seed", 20261127L);
  private final List<String> told = new ArrayList<>();
  private BatchOrder order = new BatchOrder();

  @Test
  void note_ofBatchesAheadOfTheMark_keepsThemUntilItIsReached() {
    note(tile(0, 0, 5, "A", 3, 1), 2);
    note(tile(0, 1, 4, "A", 2, 1), 3);
    assertEquals(List.of(), told);
    note(tile(1, 0, 3, "A", 1, 0), 4);
    assertEquals(List.of("A 0: tile 1, layer 0", "A 1: tile 2, layer 1"), told);
    note(end(1, 1), 5);
    assertEquals("A 2: tile 3, layer 1", told.get(2));
    assertEquals(3, told.size());
  }

  @Test
  void note_ofSeveralPrints_countsTheBatchesOfEach() {
    note(tile(0, 0, 0, "A", 0, 0), 1);
    note(tile(0, 1, 1, "B", 0, 0), 2);
    note(tile(0, 2, 2, "A", 1, 0), 3);
    note(end(0, 3), Receipt.NOTHING_MORE);
    assertEquals(
        List.of(
            "A 0: tile 0, layer 0",
            "B 0: tile 0, layer 0",
            "A 1: tile 1, layer 0",
            "A ends after 2",
            "B ends after 1"),
        told);
  }

  @Test
  void note_ofRefusedBatches_tellsThoseWithAKeyAlone() {
    note(refused(0, 0, new TileKey("A", 4), 7), 1);
    note(refused(1, 1, null, 0), 2);
    note(end(0, 2), Receipt.NOTHING_MORE);
    assertEquals(List.of("A 0: tile 4, layer 7, refused", "A ends after 1"), told);
  }

  /** Only lanes of two processes hand on two messages under one number. */
  @Test
  void note_ofTwoBatchesUnderOneNumber_tellsThemByLane() {
    note(tile(1, 0, 6, "A", 1, 0), 0);
    note(tile(0, 0, 6, "A", 0, 0), 6);
    assertEquals(List.of("A 0: tile 0, layer 0", "A 1: tile 1, layer 0"), told);
  }

  @Test
  void copy_thatGoesOn_leavesItsOriginalAsItWas() {
    note(tile(0, 0, 3, "A", 0, 0), 0);
    BatchOrder copy = order.copy();
    copy.note(end(0, 1), Receipt.NOTHING_MORE, (print, event) -> {});
    note(end(0, 1), Receipt.NOTHING_MORE);
    assertEquals(List.of("A 0: tile 0, layer 0", "A ends after 1"), told);
  }

  @Test
  void read_ofWhatWasWrittenAfterEachNote_goesOnAsIfNothingHadBeen() throws IOException {
    note(tile(0, 0, 3, "A", 0, 0), 0);
    order = through(order);
    note(tile(1, 0, 1, "B", 2, 4), 2);
    order = through(order);
    note(end(0, 1), Receipt.NOTHING_MORE);
    assertEquals(
        List.of("B 0: tile 2, layer 4", "A 0: tile 0, layer 0", "A ends after 1", "B ends after 1"),
        told);
  }

  /** Messages of four lanes in any order of delivery, and bytes in between. */
  @Test
  void handouts_ofShuffledArrivals_tellAllBatchesByAscendingNumber() throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      told.clear();
      List<Arrival> arrivals = new ArrayList<>();
      List<String> expected = arrivals(random, arrivals);
      Collections.shuffle(arrivals, random);
      Handouts handouts = new Handouts(256).withBatchOrder();
      for (Arrival arrival : arrivals) {
        handouts.note(arrival, KeyStarts.at(0), (key, event) -> {}, this::tell);
        handouts = random.nextInt(4) == 0 ? through(handouts) : handouts.copy();
      }
      assertEquals(expected, told, "round " + round + " of seed " + seed);
    }
  }

  /** Deals batches out to lanes; returns what is to be told of them. */
  private static List<String> arrivals(Random random, List<Arrival> arrivals) {
    int lanes = 1 + random.nextInt(4);
    int batches = random.nextInt(30);
    long[] positions = new long[lanes];
    Map<String, Integer> counts = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (int seqId = 0; seqId < batches; seqId++) {
      int lane = random.nextInt(lanes);
      String print = random.nextBoolean() ? "A" : "B";
      Receipt receipt = new Receipt(lane, lanes, positions[lane]++, seqId + 1L, 0);
      TileKey key = new TileKey(print, seqId % 3);
      arrivals.add(new Arrival(receipt, Arrival.Kind.TILE, key, seqId / 3, seqId, HEIGHT, WIDTH));
      int number = counts.merge(print, 1, Integer::sum) - 1;
      expected.add(print + " " + number + ": tile " + seqId % 3 + ", layer " + seqId / 3);
    }
    for (int lane = 0; lane < lanes; lane++) {
      Receipt last = new Receipt(lane, lanes, positions[lane], Receipt.NOTHING_MORE, 0);
      arrivals.add(new Arrival(last, Arrival.Kind.LANE_END, null, 0, 0));
    }
    for (String print : List.of("A", "B")) {
      if (counts.containsKey(print)) {
        expected.add(print + " ends after " + counts.get(print));
      }
    }
    return expected;
  }

  private void note(Arrival arrival, long lowWater) {
    order.note(arrival, lowWater, this::tell);
  }

  private void tell(String print, PlateEvent event) {
    if (event instanceof PlateEvent.PrintEnd end) {
      told.add(print + " ends after " + end.handed());
    } else if (event instanceof PlateEvent.Handed batch) {
      if (!batch.isRefused()) {
        assertEquals(List.of(HEIGHT, WIDTH), List.of(batch.height(), batch.width()));
      }
      told.add(
          print
              + " "
              + batch.number()
              + ": tile "
              + batch.tileId()
              + ", layer "
              + batch.layer()
              + (batch.isRefused() ? ", refused" : ""));
    } else {
      throw new AssertionError(event);
    }
  }

  private static Arrival tile(
      int lane, long position, long seqId, String print, int tileId, int layer) {
    Receipt receipt = new Receipt(lane, 2, position, 0, 0);
    TileKey key = new TileKey(print, tileId);
    return new Arrival(receipt, Arrival.Kind.TILE, key, layer, seqId, HEIGHT, WIDTH);
  }

  private static Arrival refused(long position, long seqId, TileKey key, int layer) {
    Receipt receipt = new Receipt(0, 2, position, 0, 0);
    return new Arrival(receipt, Arrival.Kind.REFUSED, key, layer, seqId);
  }

  private static Arrival end(int lane, long position) {
    Receipt receipt = new Receipt(lane, 2, position, Receipt.NOTHING_MORE, 0);
    return new Arrival(receipt, Arrival.Kind.LANE_END, null, 0, 0);
  }

  private static BatchOrder through(BatchOrder order) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    order.write(new DataOutputStream(bytes));
    return BatchOrder.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static Handouts through(Handouts handouts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    handouts.write(new DataOutputStream(bytes));
    return Handouts.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
