package org.meltwatch.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.kernel.outliers.RowVisitor;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;
import org.meltwatch.tracking.Plates;

final class LayerQualityTest {

  private static final Plate PLATE = new Plate(2, 3);
  private static final int HEIGHT = 160;
  private static final int WIDTH = 240;
  private static final RecentLayers USUAL =
      new RecentLayers(new long[] {2_500_000, 2_500_000, 2_500_000}, Set.of(), Profiles.NONE);

  private final Random random = new Random(11);
  private final TileSketcher sketcher = new TileSketcher(DefectRules.DEFAULT);

  @Test
  void of_usualLayer_isNotDisturbed() {
    LayerQuality quality = quality(parts(0, 0), parts(0, 0), RecentLayers.NONE);
    assertEquals(List.of(), quality.disturbed());
    assertEquals(Set.of(), quality.recent().disturbed());
    assertEquals(1, quality.recent().means().length);
  }

  @Test
  void of_absentTiles_namesThem() {
    TileSketch[] tiles = sketches(parts(0, 0), null);
    tiles[0] = null;
    tiles[3] = null;
    tiles[4] = null;
    assertEquals(
        List.of(new Disturbed(Disturbance.MISSING, 3, "0 3-4", true)),
        LayerQuality.of(PLATE, tiles, RecentLayers.NONE, QualityRules.DEFAULT).disturbed());
  }

  @Test
  void of_noTileAtAll_isMissingAndNothingElse() {
    assertEquals(
        List.of(new Disturbed(Disturbance.MISSING, 6, "0-5", true)),
        LayerQuality.of(PLATE, new TileSketch[6], USUAL, QualityRules.DEFAULT).disturbed());
  }

  @Test
  void of_manyHoles_namesTheFirstTwenty() {
    TileSketch[] tiles = new TileSketch[100];
    for (int tile = 0; tile < 100; tile += 2) {
      tiles[tile] = sketch(image(noise(4, 4)), null);
    }
    String detail =
        LayerQuality.of(new Plate(10, 10), tiles, RecentLayers.NONE, QualityRules.DEFAULT)
            .disturbed()
            .get(0)
            .detail();
    assertEquals(21, detail.split(" ").length, detail);
    assertEquals("...", detail.substring(detail.length() - 3));
  }

  @Test
  void of_allVoid_isVoid() {
    int[][] dark = new int[HEIGHT][WIDTH];
    assertEquals(
        List.of(new Disturbed(Disturbance.VOID, 6, "", true)),
        quality(dark, parts(0, 0), USUAL).disturbed());
  }

  /** One solid point beside the sample, in one tile of six. */
  @Test
  void of_onePointSolid_isNotVoid() {
    int[][] dark = new int[HEIGHT][WIDTH];
    dark[3][5] = 5000;
    assertEquals(List.of(), quality(dark, new int[HEIGHT][WIDTH], RecentLayers.NONE).disturbed());
    dark[3][5] = 4999;
    assertEquals(
        Disturbance.VOID,
        quality(dark, parts(0, 0), RecentLayers.NONE).disturbed().get(0).disturbance());
  }

  @Test
  void of_tilesOfTheLayerBelow_areRepeatedUnlessVoid() {
    int[][] below = parts(0, 0);
    int[][] layer = Arrays.stream(below).map(int[]::clone).toArray(int[][]::new);
    // Tile 1 differs in one point, tile 5 is void in both.
    layer[0][WIDTH / 3]++;
    for (int x = HEIGHT / 2; x < HEIGHT; x++) {
      Arrays.fill(layer[x], 2 * WIDTH / 3, WIDTH, 0);
      Arrays.fill(below[x], 2 * WIDTH / 3, WIDTH, 0);
    }
    assertEquals(
        List.of(new Disturbed(Disturbance.REPEATED, 4, "0 2-4", true)),
        quality(layer, below, RecentLayers.NONE).disturbed());
  }

  @ParameterizedTest
  @CsvSource({"3,0", "0,-3", "-7,5", "9,9", "0,16"})
  void of_movedPlate_saysHowFar(int down, int right) {
    assertEquals(
        List.of(new Disturbed(Disturbance.SHIFTED, 6, down + " " + right, true)),
        quality(parts(down, right), parts(0, 0), RecentLayers.NONE).disturbed());
  }

  @ParameterizedTest
  @CsvSource({"2,0", "-2,2", "0,1"})
  void of_movedWithinTheBound_isNotShifted(int down, int right) {
    assertEquals(
        List.of(), quality(parts(down, right), parts(0, 0), RecentLayers.NONE).disturbed());
  }

  @Test
  void of_otherScale_saysHowMuch() {
    assertEquals(
        List.of(new Disturbed(Disturbance.SCALED, 6, "mean 48 %", true)),
        quality(flat(12_000), flat(25_000), USUAL).disturbed());
    assertEquals(
        List.of(new Disturbed(Disturbance.SCALED, 6, "mean 160 %", true)),
        quality(flat(40_000), flat(25_000), USUAL).disturbed());
    assertEquals(List.of(), quality(flat(37_500), flat(25_000), USUAL).disturbed());
    RecentLayers tooFew =
        new RecentLayers(new long[] {2_500_000, 2_500_000}, Set.of(), Profiles.NONE);
    assertEquals(List.of(), quality(flat(40_000), flat(25_000), tooFew).disturbed());
  }

  @Test
  void of_saturatedPlate_isOutOfScaleFromTheFirstLayerOn() {
    assertEquals(
        List.of(new Disturbed(Disturbance.SCALED, 6, "saturated 100 %", true)),
        quality(flat(65_500), flat(25_000), RecentLayers.NONE).disturbed());
  }

  @Test
  void of_layersDisturbedInOneWay_beginOnce() {
    LayerQuality first = quality(flat(40_000), flat(25_000), USUAL);
    LayerQuality second = quality(flat(40_001), flat(40_000), first.recent());
    assertFalse(second.disturbed().get(0).begins());
  }

  @Test
  void with_manyLayers_keepsTheLastTen() {
    RecentLayers recent = RecentLayers.NONE;
    for (int i = 1; i <= 12; i++) {
      recent = quality(flat(20_000 + i), flat(20_000), recent).recent();
    }
    assertEquals(RecentLayers.MOST, recent.means().length);
    assertEquals(2_001_200, recent.means()[9]);
    assertEquals(2_000_800, recent.usualMean());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 33})
  void sketch_smallTiles_areLookedAtWithoutAFault(int side) {
    Image newest = image(noise(side, side));
    Image below = image(noise(side, side));
    TileSketch sketch = sketch(newest, below);
    assertEquals(side, sketch.rows().length);
    assertEquals(side, sketch.columns().length);
    assertTrue(sketch(newest, newest).isRepeated() || sketch.isVoid());
    assertEquals(
        List.of(),
        LayerQuality.of(
                new Plate(1, 1), new TileSketch[] {sketch}, RecentLayers.NONE, QualityRules.DEFAULT)
            .disturbed()
            .stream()
            .filter(one -> one.disturbance() != Disturbance.VOID)
            .toList());
  }

  @Test
  void of_plateThatMovedWhileATileIsAbsent_isCompared() {
    TileSketch[] before = sketches(parts(0, 0), null);
    TileSketch[] after = sketches(parts(6, 0), null);
    before[0] = null;
    after[0] = null;
    RecentLayers last =
        LayerQuality.of(PLATE, before, RecentLayers.NONE, QualityRules.DEFAULT).recent();
    assertEquals(
        List.of(
            new Disturbed(Disturbance.MISSING, 1, "0", false),
            new Disturbed(Disturbance.SHIFTED, 5, "6 0", true)),
        LayerQuality.of(PLATE, after, last, QualityRules.DEFAULT).disturbed());
    after[1] = null;
    assertEquals(
        List.of(new Disturbed(Disturbance.MISSING, 2, "0-1", false)),
        LayerQuality.of(PLATE, after, last, QualityRules.DEFAULT).disturbed());
  }

  @Test
  void rules_outOfRange_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new QualityRules(16, 150));
    assertThrows(IllegalArgumentException.class, () -> new QualityRules(0, 150));
    assertThrows(IllegalArgumentException.class, () -> new QualityRules(2, 100));
  }

  private LayerQuality quality(int[][] layer, int[][] below, RecentLayers before) {
    RecentLayers last =
        LayerQuality.of(PLATE, sketches(below, null), before, QualityRules.DEFAULT).recent();
    return LayerQuality.of(
        PLATE,
        sketches(layer, below),
        new RecentLayers(before.means(), before.disturbed(), last.profiles()),
        QualityRules.DEFAULT);
  }

  private TileSketch[] sketches(int[][] layer, int @Nullable [][] below) {
    List<Image> tiles = Plates.cut(image(layer), PLATE);
    List<Image> others = below == null ? List.of() : Plates.cut(image(below), PLATE);
    TileSketch[] sketches = new TileSketch[tiles.size()];
    for (int tile = 0; tile < sketches.length; tile++) {
      sketches[tile] = sketch(tiles.get(tile), below == null ? null : others.get(tile));
    }
    return sketches;
  }

  private static Image image(int[][] points) {
    short[] pixels = new short[points.length * points[0].length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) points[i / points[0].length][i % points[0].length];
    }
    return new Image(points.length, points[0].length, pixels);
  }

  /** Two parts that lie across the borders of tiles, with noise, so and so far from their place. */
  private int[][] parts(int down, int right) {
    int[][] plate = noise(HEIGHT, WIDTH);
    for (int x = 0; x < HEIGHT; x++) {
      for (int y = 0; y < WIDTH; y++) {
        boolean isRound = Math.hypot(x - down - 70, y - right - 80) < 45;
        boolean isBlock = Math.abs(x - down - 90) < 40 && Math.abs(y - right - 190) < 30;
        plate[x][y] += isRound || isBlock ? 25_000 : 0;
      }
    }
    return plate;
  }

  private int[][] flat(int value) {
    int[][] plate = new int[HEIGHT][WIDTH];
    Arrays.stream(plate).forEach(row -> Arrays.fill(row, value));
    return plate;
  }

  private int[][] noise(int height, int width) {
    int[][] plate = new int[height][width];
    for (int[] row : plate) {
      for (int y = 0; y < width; y++) {
        row[y] = random.nextInt(4000);
      }
    }
    return plate;
  }

  private TileSketch sketch(Image tile, @Nullable Image below) {
    int[][] rows = new int[RowVisitor.ROWS][tile.width() + 1];
    sketcher.start(tile.height(), tile.width());
    for (int x = 0; x < tile.height(); x += rows.length) {
      for (int i = 0; i < rows.length && x + i < tile.height(); i++) {
        for (int y = 0; y < tile.width(); y++) {
          rows[i][y + 1] = tile.at(x + i, y);
        }
      }
      sketcher.add(x, rows, 1);
    }
    return sketcher.end(tile, below);
  }
}
