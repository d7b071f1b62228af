package org.meltwatch.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;

class MaxOpenLayersTest {

  private static final int LAYERS = 6;
  private static final Plate PLATE = new Plate(1, 2);

  @Test
  void take_oneTileIsLongUnanswered_closesItsLayerWithoutProofAndNoOther() {
    List<PlateEvent> events = inOrder();
    PlateEvent late =
        events.stream()
            .filter(event -> event instanceof TileFindings found && isLate(found))
            .findFirst()
            .orElseThrow();
    events.remove(late);
    PrintTracker tracker = PrintTracker.start("P", settings(3));
    List<LayerReport> reports = new ArrayList<>();
    events.forEach(event -> reports.addAll(tracker.take(event)));
    reports.addAll(tracker.take(late));
    reports.addAll(tracker.take(new PlateEvent.PrintEnd((long) LAYERS * PLATE.tiles())));

    assertTrue(tracker.isDone());
    assertEquals(
        IntStream.range(0, LAYERS).boxed().toList(),
        reports.stream().map(LayerReport::layer).toList());
    assertEquals(
        List.of(false, true, true, true, true, true),
        reports.stream().map(LayerReport::isProven).toList());
    assertEquals(List.of(1, 2, 2, 2, 2, 2), reports.stream().map(LayerReport::present).toList());
  }

  @Test
  void take_room_waitsForIt() {
    List<PlateEvent> events = inOrder();
    events.removeIf(event -> event instanceof TileFindings found && isLate(found));
    PrintTracker tracker = PrintTracker.start("P", settings(LAYERS));

    assertEquals(
        List.of(), events.stream().flatMap(event -> tracker.take(event).stream()).toList());
  }

  @Test
  void of_lessThanALayerNeedsToBeClosed_isRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> settings(2));
    assertEquals(
        "maxOpenLayers (2) must be at least 3: a layer is closed by one two above it",
        refusal.getMessage());
  }

  private static boolean isLate(TileFindings found) {
    return found.layer() == 0 && found.tileId() == 1;
  }

  private static TrackingSettings settings(int maxOpenLayers) {
    return new TrackingSettings(PLATE, TrackingRules.DEFAULT, DefectRules.DEFAULT, maxOpenLayers);
  }

  private static List<PlateEvent> inOrder() {
    PlateRun run = new PlateRun(DefectRules.DEFAULT);
    short[] pixels = new short[100];
    java.util.Arrays.fill(pixels, (short) 30000);
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int tile = 0; tile < PLATE.tiles(); tile++) {
        run.hand(layer, tile, new Image(10, 10, pixels));
      }
    }
    List<PlateEvent> events = new ArrayList<>(run.events(new Random(1)));
    events.removeIf(event -> event instanceof PlateEvent.PrintEnd);
    events.sort(Comparator.comparingLong(MaxOpenLayersTest::place));
    return events;
  }

  /** A tile's findings come right after it was handed out. */
  private static long place(PlateEvent event) {
    if (event instanceof PlateEvent.Handed handed) {
      return 2 * handed.number();
    }
    return 2 * (((TileFindings) event).header().seqId() - 1) + 1;
  }
}
