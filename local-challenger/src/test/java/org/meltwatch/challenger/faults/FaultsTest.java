package org.meltwatch.challenger.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.meltwatch.challenger.bench.DurationText;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.FakePrint;
import org.meltwatch.challenger.bench.HandOutPlan;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;

/** What is planned to be handed out, with faults and with two prints. */
final class FaultsTest {

  private static final FakePrint PRINT = FakePrint.of(2, 3);

  private static List<EncodedTile> plan(List<Print> prints, Fault... faults) {
    return HandOutPlan.encode(prints, List.of(faults)).tiles();
  }

  private static List<String> names(List<EncodedTile> tiles) {
    return tiles.stream()
        .map(
            tile ->
                String.format(
                    Locale.ROOT, "%d: %s layer %d", tile.batchId(), tile.key(), tile.layer()))
        .toList();
  }

  @Test
  void drop_ofATile_keepsItsNumberUnused() {
    assertEquals(
        List.of(
            "0: FAKE/0 layer 0",
            "2: FAKE/2 layer 0",
            "3: FAKE/0 layer 1",
            "4: FAKE/1 layer 1",
            "5: FAKE/2 layer 1"),
        names(plan(List.of(PRINT), Fault.parse(Fault.Kind.DROP, "0:1"))));
  }

  @Test
  void duplicate_ofATile_takesTheNextNumber() {
    List<EncodedTile> tiles = plan(List.of(PRINT), Fault.parse(Fault.Kind.DUPLICATE, "0:1"));
    assertEquals(
        List.of(
            "0: FAKE/0 layer 0",
            "1: FAKE/1 layer 0",
            "2: FAKE/1 layer 0",
            "3: FAKE/2 layer 0",
            "4: FAKE/0 layer 1",
            "5: FAKE/1 layer 1",
            "6: FAKE/2 layer 1"),
        names(tiles));
    assertEquals(0, Arrays.compare(tiles.get(1).tif(), tiles.get(2).tif()));
  }

  @Test
  void corruptAndTruncate_ofTiles_damageTheirFilesOnly() {
    List<EncodedTile> sound = plan(List.of(PRINT));
    List<EncodedTile> damaged =
        plan(
            List.of(PRINT),
            Fault.parse(Fault.Kind.CORRUPT, "0:1"),
            Fault.parse(Fault.Kind.TRUNCATE, "1:2"));
    assertEquals(names(sound), names(damaged));
    assertEquals(sound.get(1).tifLength(), damaged.get(1).tifLength());
    assertFalse(Arrays.equals(sound.get(1).tif(), damaged.get(1).tif()));
    assertEquals(sound.get(5).tifLength() / 2, damaged.get(5).tifLength());
    assertEquals(sound.get(0), damaged.get(0));
  }

  @Test
  void twoPrints_ofDifferentLength_areInterleavedTileByTile() {
    Print longer = new FakePrint("LONG", 2, new Grid(1, 2));
    Print shorter = new FakePrint("SHORT", 1, new Grid(1, 2));
    assertEquals(
        List.of(
            "0: LONG/0 layer 0",
            "1: SHORT/0 layer 0",
            "2: LONG/1 layer 0",
            "3: SHORT/1 layer 0",
            "4: LONG/0 layer 1",
            "5: LONG/1 layer 1"),
        names(plan(List.of(longer, shorter))));
  }

  @Test
  void settings_withAFaultOutsideThePrint_areRefused() {
    Settings settings = Settings.of(PRINT);
    Fault outside = new Fault(Fault.Kind.DROP, 2, 0);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> settings.withFaults(outside));
    assertEquals("DROP (2:0) must name a layer and tile of the print", refusal.getMessage());
  }

  @Test
  void durationText_ofMicroseconds_leavesZerosOut() {
    assertEquals("3s230ms172µs", DurationText.of(3_230_172));
    assertEquals("61s5µs", DurationText.of(61_000_005));
    assertEquals("57ms", DurationText.of(57_000));
    assertEquals("0µs", DurationText.of(0));
  }
}
