package org.meltwatch.transforms.gaps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Receipt;

class HandoutsTest {

  private static final TileKey A = new TileKey("A", 0);
  private static final TileKey B = new TileKey("B", 0);

  private final List<String> proven = new ArrayList<>();
  private Handouts handouts = new Handouts(256);

  @Test
  void note_ofLayersInOrder_provesNothing() {
    note(tile(0, 1, 0, 1, A, 0, 0));
    note(tile(0, 1, 1, 2, A, 1, 1));
    assertEquals(List.of(), proven);
  }

  @Test
  void note_ofTileAboveMissingLayer_waitsForEveryLane() {
    note(tile(0, 2, 0, 0, A, 0, 0));
    note(tile(0, 2, 1, 9, A, 2, 8));
    assertEquals(List.of(), proven, "lane 1 may still hand on batch 4");
    note(tile(1, 2, 0, 8, B, 0, 7));
    assertEquals(List.of("A/0 Gap[from=1, to=2, cause=PROVEN]"), proven);
  }

  @Test
  void note_ofLowWaterBeforeAnEarlierPosition_waitsForThatPosition() {
    note(tile(0, 1, 0, 1, A, 0, 0));
    note(tile(0, 1, 2, 9, A, 2, 8));
    assertEquals(List.of(), proven, "position 1 has not been seen: it may be layer 1");
    note(tile(0, 1, 1, 5, A, 1, 4));
    assertEquals(List.of(), proven);
  }

  @Test
  void note_ofMarkJustBelowTheWaitingTile_waits() {
    note(tile(0, 2, 0, 9, A, 1, 8));
    note(tile(1, 2, 0, 7, B, 0, 6));
    assertEquals(List.of(), proven);
    note(tile(1, 2, 1, 8, B, 1, 7));
    assertEquals(List.of("A/0 Gap[from=0, to=1, cause=PROVEN]"), proven);
  }

  @Test
  void note_ofRefusedLayer_provesItAtOnce() {
    note(new Arrival(new Receipt(0, 2, 0, 0, 0), Arrival.Kind.REFUSED, A, 3, 5));
    assertEquals(List.of("A/0 Gap[from=3, to=4, cause=REFUSED]"), proven);
  }

  @Test
  void note_ofSeveralGaps_provesThoseBelowTheMark() {
    note(tile(0, 1, 0, 0, A, 2, 3));
    note(tile(0, 1, 1, 4, A, 5, 9));
    assertEquals(List.of("A/0 Gap[from=0, to=2, cause=PROVEN]"), proven);
    note(tile(0, 1, 2, 9, B, 0, 8));
    assertEquals("A/0 Gap[from=3, to=5, cause=PROVEN]", proven.get(1));
  }

  @Test
  void note_ofAllEnds_provesEveryGapThenEndsEveryKey() {
    note(tile(0, 2, 0, 0, A, 1, 6));
    note(tile(1, 2, 0, 0, B, 0, 5));
    note(end(0, 2, 1));
    assertEquals(List.of(), proven);
    note(end(1, 2, 1));
    assertEquals(
        List.of(
            "A/0 Gap[from=0, to=1, cause=PROVEN]", "A/0 KeyEnd[tiles=1]", "B/0 KeyEnd[tiles=1]"),
        proven);
    assertTrue(handouts.isOver());
  }

  @Test
  void note_ofReplayedPosition_countsItOnce() {
    note(tile(0, 1, 0, 1, A, 0, 0));
    note(tile(0, 1, 0, 1, A, 0, 0));
    note(end(0, 1, 1));
    assertEquals(List.of("A/0 KeyEnd[tiles=1]"), proven);
  }

  @Test
  void note_inAnyOrder_provesTheSameGapsAndNoFalseOne() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Arrival> arrivals = new ArrayList<>();
      List<String> expected = bench(random, arrivals);
      Collections.shuffle(arrivals, random);
      proven.clear();
      handouts = new Handouts(256);
      for (Arrival arrival : arrivals) {
        note(arrival);
        if (random.nextInt(4) == 0) {
          handouts = roundTrip(handouts);
        }
      }
      Collections.sort(proven);
      Collections.sort(expected);
      assertEquals(expected, proven, "seed " + seed);
    }
  }

  @Test
  void note_ofMoreGapsThanAllowed_givesTheOldestUpWithoutProof() {
    handouts = new Handouts(2);
    note(tile(0, 2, 0, 1, A, 1, 0));
    note(tile(0, 2, 1, 2, A, 3, 1));
    note(tile(0, 2, 2, 3, A, 4, 2));
    assertEquals(List.of("A/0 Gap[from=0, to=1, cause=PROVEN]"), proven, "batch 0 is the first");
    note(tile(0, 2, 3, 4, A, 6, 3));
    note(tile(0, 2, 4, 5, A, 8, 4));
    assertEquals(List.of("A/0 Gap[from=2, to=3, cause=CROWDED]"), proven.subList(1, proven.size()));
  }

  @Test
  void note_ofLayersFarAhead_keepsTwoNumbersForAll() throws Exception {
    note(tile(0, 2, 0, 1, A, 0, 0));
    int before = bytes(handouts).length;
    for (int layer = 0; layer < 5000; layer++) {
      note(tile(0, 2, layer + 1, layer + 2, A, 2_000_000_000 + layer, layer + 1));
    }
    assertEquals(before + 16, bytes(handouts).length);
  }

  @Test
  void note_ofPositionsThatLeaveOneOut_keepsOneRun() throws Exception {
    note(tile(0, 1, 0, 1, A, 0, 0));
    int before = bytes(handouts).length;
    for (int layer = 2; layer < 5000; layer++) {
      note(tile(0, 1, layer, layer + 1, A, layer, layer));
    }
    assertEquals(before + 24 + 16, bytes(handouts).length);
    note(tile(0, 1, 1, 2, A, 1, 1));
    assertEquals(before, bytes(handouts).length);
    assertEquals(List.of(), proven);
  }

  @Test
  void note_ofAMillionKeys_takesLittleTimeAndMemoryForEach() throws Exception {
    int keys = 1_000_000;
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int key = 0; key < keys; key++) {
            // As the step does it: state is copied with every event, and never changed in place.
            handouts = handouts.copy();
            note(tile(0, 1, key, key + 1, new TileKey("P", key), 0, key));
          }
        });
    assertEquals(keys, handouts.keys());
    int perKey = "P".length() + 4 + 4 + 4 + 8 + 4;
    assertEquals(keys * perKey + 4 + 4 + 20 + 4 + 1, bytes(handouts).length);
  }

  @Test
  void copy_thatIsChanged_leavesTheOriginalAlone() throws Exception {
    note(tile(0, 2, 0, 1, A, 0, 0));
    note(tile(0, 2, 2, 1, A, 3, 4));
    byte[] before = bytes(handouts);
    Handouts copy = handouts.copy();
    assertArrayEquals(before, bytes(copy));

    copy.note(tile(0, 2, 1, 9, A, 1, 1), KeyStarts.at(0), (key, event) -> {});
    copy.note(tile(1, 2, 0, 9, B, 0, 2), KeyStarts.at(0), (key, event) -> {});
    assertArrayEquals(before, bytes(handouts));
  }

  /** Two keys, eight layers, a few of them missing, read by three lanes. */
  private static List<String> bench(Random random, List<Arrival> arrivals) {
    int lanes = 3;
    long[] positions = new long[lanes];
    TreeMap<TileKey, Integer> next = new TreeMap<>();
    TreeMap<TileKey, Integer> tiles = new TreeMap<>();
    List<String> expected = new ArrayList<>();
    long seqId = 0;
    for (int layer = 0; layer < 8; layer++) {
      for (TileKey key : Arrays.asList(A, B)) {
        if (random.nextInt(4) == 0) {
          continue;
        }
        int lane = random.nextInt(lanes);
        arrivals.add(tile(lane, lanes, (int) positions[lane]++, seqId + 1, key, layer, seqId));
        int due = next.getOrDefault(key, 0);
        if (due < layer) {
          expected.add(
              String.format(Locale.ROOT, "%s Gap[from=%d, to=%d, cause=PROVEN]", key, due, layer));
        }
        next.put(key, layer + 1);
        tiles.merge(key, 1, Integer::sum);
        seqId++;
      }
    }
    for (int lane = 0; lane < lanes; lane++) {
      arrivals.add(end(lane, lanes, positions[lane]));
    }
    tiles.forEach(
        (key, count) ->
            expected.add(String.format(Locale.ROOT, "%s KeyEnd[tiles=%d]", key, count)));
    return expected;
  }

  private void note(Arrival arrival) {
    handouts.note(arrival, KeyStarts.at(0), (key, event) -> proven.add(key + " " + event));
  }

  private static Arrival tile(
      int lane, int lanes, int position, long lowWater, TileKey key, int layer, long seqId) {
    Receipt receipt = new Receipt(lane, lanes, position, lowWater, 0);
    return new Arrival(receipt, Arrival.Kind.TILE, key, layer, seqId);
  }

  private static Arrival end(int lane, int lanes, long messages) {
    Receipt receipt = new Receipt(lane, lanes, messages, Receipt.NOTHING_MORE, 0);
    return new Arrival(receipt, Arrival.Kind.LANE_END, null, 0, 0);
  }

  private static byte[] bytes(Handouts handouts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    handouts.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Handouts roundTrip(Handouts handouts) {
    try {
      return Handouts.read(new DataInputStream(new ByteArrayInputStream(bytes(handouts))));
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }
}
