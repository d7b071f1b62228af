package org.meltwatch.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;

class CompactPointsTest {

  private static final TileHeader HEADER = new TileHeader(0, new TileKey("P", 0), 2, 0);

  private final long seed = Long.getLong("meltwatch.seed", 20261127L);

  @Test
  void read_ofWhatWasWritten_givesTheSamePoints() {
    Random random = new Random(seed);
    int outliers = 0;
    int runs = 0;
    for (int round = 0; round < 60; round++) {
      int height = 1 + random.nextInt(60);
      int width = 1 + random.nextInt(60);
      TileFindings findings = findings(random, height, width);
      String where = "round " + round + " of seed " + seed;
      assertArrayEquals(
          findings.outliers(),
          CompactPoints.readOutliers(height, CompactPoints.ofOutliers(findings)),
          where);
      assertArrayEquals(
          findings.saturated(),
          CompactPoints.readSaturated(width, CompactPoints.ofSaturated(findings)),
          where);
      outliers += findings.outliers().length;
      runs += findings.saturated().length;
    }
    assertTrue(outliers > 1000 && runs > 1000, outliers + " and " + runs);
  }

  @Test
  void read_ofBytesThatWereCutOff_isRefused() {
    byte[] none = {};
    byte[] fewer = {8, 2};
    byte[] odd = {3};
    assertEquals(
        "0 bytes must not end before their last number",
        assertThrows(IllegalArgumentException.class, () -> CompactPoints.readOutliers(5, none))
            .getMessage());
    assertEquals(
        "2 bytes must not end before their last number",
        assertThrows(IllegalArgumentException.class, () -> CompactPoints.readSaturated(5, fewer))
            .getMessage());
    assertEquals(
        "length (3) must be a multiple of 4, for 1 bytes",
        assertThrows(IllegalArgumentException.class, () -> CompactPoints.readOutliers(5, odd))
            .getMessage());
  }

  private static TileFindings findings(Random random, int height, int width) {
    Image newest = Tiles.random(random, height, width);
    DefectRules rules = new DefectRules(5000, 65_000, 500 + random.nextInt(5500), 20, 5, 0);
    return new FindingsKernel(rules)
        .find(
            HEADER,
            Saturation.count(newest, rules.saturatedAbove()),
            newest,
            Tiles.random(random, height, width),
            Tiles.random(random, height, width))
        .findings();
  }
}
