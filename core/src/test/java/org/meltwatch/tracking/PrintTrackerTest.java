package org.meltwatch.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.tracking.PlateFixture.Missing;

class PrintTrackerTest {

  private final long seed = Long.getLong("meltwatch.seed", 20261127L);

  static List<PlateFixture> fixtures() {
    return PlateFixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void track_ofFixture_equalsTheExpectation(PlateFixture fixture) {
    PlateRun run = new PlateRun(DefectRules.DEFAULT);
    handAll(run, fixture.layers(), fixture.plate(), fixture.missing());
    TrackingSettings settings = settings(fixture.plate(), fixture.rules(), DefectRules.DEFAULT);
    for (int round = 0; round < 3; round++) {
      List<LayerReport> reports = PlateRun.track(settings, run.events(new Random(round)));
      assertEquals(fixture.expected(), PlateAnswers.of(reports));
      assertTrue(reports.stream().allMatch(LayerReport::isProven));
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void naive_ofFixture_equalsTheExpectation(PlateFixture fixture) {
    Whole whole = new Whole(fixture.layers(), fixture.plate(), fixture.missing());
    assertEquals(fixture.expected(), NaiveDefects.of(whole, DefectRules.DEFAULT, fixture.rules()));
  }

  private static TrackingSettings settings(Plate plate, TrackingRules rules, DefectRules points) {
    return new TrackingSettings(plate, rules, points, TrackingSettings.MAX_OPEN_LAYERS);
  }

  private static void handAll(PlateRun run, List<Image> layers, Plate plate, Set<Missing> missing) {
    for (int layer = 0; layer < layers.size(); layer++) {
      List<Image> tiles = Plates.cut(layers.get(layer), plate);
      for (int tile = 0; tile < tiles.size(); tile++) {
        if (!missing.contains(new Missing(layer, tile))) {
          run.hand(layer, tile, tiles.get(tile));
        }
      }
    }
  }

  /** Few layers, many small plates of tiles of every small size, and loose rules. */
  @Test
  void track_ofRandomPrints_equalsTheNaiveTwin() {
    Random random = new Random(seed);
    int alerts = 0;
    int defects = 0;
    for (int round = 0; round < 150; round++) {
      RandomPlate print = RandomPlate.of(random);
      String where = String.format(Locale.ROOT, "round %d of seed %d: %s", round, seed, print);
      PlateRun run = new PlateRun(print.points());
      Whole whole = print.hand(run);
      TrackingSettings settings = settings(print.plate(), print.rules(), print.points());
      PlateAnswers expected = NaiveDefects.of(whole, print.points(), print.rules());
      List<LayerReport> reports = PlateRun.track(settings, run.events(random));
      assertEquals(expected, PlateAnswers.of(reports), where);
      alerts += expected.alerts().size();
      defects += expected.defects().size();
    }
    assertTrue(alerts > 100 && defects > 300, alerts + " alerts of " + defects + " defects");
  }
}
