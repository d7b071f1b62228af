package org.meltwatch.kernel.outliers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;

class SaturationTest {

  @Test
  void count_valuesAroundTheThreshold_countsThoseAbove() {
    int[] values = {0, 64_999, 65_000, 65_001, 65_535, 32_768};
    assertEquals(2, Saturation.count(Tiles.image(1, 6, (x, y) -> values[y]), 65_000));
  }

  @Test
  void count_lowestAndHighestThreshold_countsAllButZeroAndNone() {
    Image image = Tiles.image(2, 2, (x, y) -> x == y ? 0 : 65_535);
    assertEquals(2, Saturation.count(image, 0));
    assertEquals(0, Saturation.count(image, 65_535));
  }

  @Test
  void count_randomImage_equalsNaiveModel() {
    Image image = Tiles.random(new Random(4), 61, 47);
    assertEquals(
        new NaiveModel(DefectRules.DEFAULT).saturated(image), Saturation.count(image, 65_000));
  }
}
