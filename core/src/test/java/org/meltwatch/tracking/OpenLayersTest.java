package org.meltwatch.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;

/** Where more layers are open than may be, one is closed, and its report says so. */
class OpenLayersTest {

  private static final int MOST = 3;
  private static final int SIDE = 12;
  private static final String OBSERVED = "2 unproven, 2 present, 288 observed";
  private static final TrackingSettings SETTINGS =
      new TrackingSettings(new Plate(1, 2), TrackingRules.DEFAULT, DefectRules.DEFAULT, MOST);

  private final List<PlateEvent.Handed> handed = new ArrayList<>();
  private final List<TileFindings> findings = new ArrayList<>();
  private final PrintTracker tracker = PrintTracker.start("P", SETTINGS);
  private int batches;
  private final List<LayerReport> reports = new ArrayList<>();

  @Test
  void take_withAsManyOpenLayersAsThereMayBe_closesNone() {
    print(MOST);
    findings.forEach(this::take);
    assertEquals(List.of(), reports);
  }

  /** All tiles are there, but nothing proves that no other batch comes for the layer. */
  @Test
  void take_withOneOpenLayerMore_closesTheOldestWithoutProof() {
    print(MOST + 1);
    findings.forEach(this::take);
    assertEquals(List.of("0 unproven, 2 present"), said());
  }

  @Test
  void take_ofEvidenceAfterThat_closesTheOthersWithProofAndTheFirstOnce() {
    print(MOST + 1);
    findings.forEach(this::take);
    handed.forEach(this::take);
    take(new PlateEvent.PrintEnd(batches));
    assertEquals(
        List.of(
            "0 unproven, 2 present",
            "1 proven, 2 present",
            "2 proven, 2 present",
            "3 proven, 2 present"),
        said());
    assertTrue(tracker.isDone());
  }

  /** A tile whose findings come after its layer was closed is left out, and nothing else is. */
  @Test
  void take_ofATileOfALayerThatWasClosedWithoutIt_changesNothing() {
    print(MOST + 1);
    TileFindings late = findings.remove(1);
    findings.forEach(this::take);
    take(late);
    assertEquals(List.of("0 unproven, 1 present"), said());
    assertFalse(tracker.isDone());
  }

  /** What is there is counted, as it is with proof. */
  @Test
  void take_withoutAnyEvidence_reportsTheTilesThatAreThere() {
    print(2 * MOST);
    PrintTracker blind = PrintTracker.start("P", SETTINGS);
    findings.forEach(tile -> reports.addAll(blind.take(tile)));
    assertEquals(List.of("0 unproven, 2 present", "1 unproven, 2 present", OBSERVED), said());
  }

  /** The print's size is then that of the tile with the smallest batch id of those there. */
  @Test
  void take_withoutAnyEvidence_leavesOutTilesOfAnotherSizeThanTheFirstOneThere() {
    print(2 * MOST, 13);
    PrintTracker blind = PrintTracker.start("P", SETTINGS);
    findings.sort(
        Comparator.comparingInt(TileFindings::layer)
            .thenComparing(TileFindings::tileId, Comparator.reverseOrder()));
    findings.forEach(tile -> reports.addAll(blind.take(tile)));
    assertEquals(
        List.of(
            "0 unproven, 1 present", "1 unproven, 1 present", "2 unproven, 1 present, 96 observed"),
        said());
  }

  /** As far ahead as evidence comes, nothing is closed before its time. */
  @Test
  void take_inOrderWithManyLayers_closesAllWithProof() {
    print(10);
    for (int i = 0; i < findings.size(); i++) {
      take(findings.get(i));
      if (i < handed.size()) {
        take(handed.get(i));
      }
    }
    take(new PlateEvent.PrintEnd(batches));
    assertEquals(10, reports.size());
    assertTrue(reports.stream().allMatch(LayerReport::isProven));
  }

  /** Of its batches the first one alone is known to be handed out, and so their size. */
  private void print(int layers) {
    print(layers, SIDE);
  }

  /** The second tile has images of another height, perhaps. */
  private void print(int layers, int height) {
    PlateRun run = new PlateRun(DefectRules.DEFAULT);
    for (int layer = 0; layer < layers; layer++) {
      for (int tile = 0; tile < 2; tile++) {
        run.hand(layer, tile, Tiles.uniform(tile == 0 ? SIDE : height, SIDE, 20_000));
      }
    }
    for (PlateEvent event : run.events(new Random(1))) {
      if (event instanceof PlateEvent.Handed batch) {
        handed.add(batch);
      } else if (event instanceof TileFindings tile) {
        findings.add(tile);
      }
    }
    batches = handed.size();
    handed.sort(Comparator.comparingLong(PlateEvent.Handed::number));
    findings.sort(
        Comparator.comparingInt(TileFindings::layer).thenComparingInt(TileFindings::tileId));
    take(handed.remove(0));
  }

  private void take(PlateEvent event) {
    reports.addAll(tracker.take(event));
  }

  private List<String> said() {
    return reports.stream()
        .map(
            report ->
                report.layer()
                    + (report.isProven() ? " proven, " : " unproven, ")
                    + report.present()
                    + " present"
                    + (report.observed() == 0 || report.isProven()
                        ? ""
                        : ", " + report.observed() + " observed"))
        .toList();
  }
}
