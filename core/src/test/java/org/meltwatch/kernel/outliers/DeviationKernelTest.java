package org.meltwatch.kernel.outliers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;

class DeviationKernelTest {

  private static final DefectRules RULES = DefectRules.DEFAULT;

  /** Finds many more outliers, and other candidates. */
  private static final DefectRules LOOSE = new DefectRules(100, 60_000, 50, 3, 2, 0);

  private final long seed = Long.getLong("meltwatch.seed", 20250602L);
  private final Random random = new Random(seed);
  private final DeviationKernel kernel = new DeviationKernel(RULES);
  private final DeviationKernel looseKernel = new DeviationKernel(LOOSE);

  @Test
  void find_everySmallSize_equalsNaiveModel() {
    for (int height = 1; height <= 12; height++) {
      for (int width = 1; width <= 12; width++) {
        for (int round = 0; round < 4; round++) {
          requireNaive(height, width);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "200, 1", "63, 65", "64, 64", "129, 31", "97, 151"})
  void find_oddSizes_equalsNaiveModel(int height, int width) {
    for (int round = 0; round < 3; round++) {
      requireNaive(height, width);
    }
  }

  private void requireNaive(int height, int width) {
    Image newest = Tiles.random(random, height, width);
    Image previous = Tiles.random(random, height, width);
    Image oldest = Tiles.random(random, height, width);
    String where = String.format(Locale.ROOT, "%d x %d, seed %d", height, width, seed);
    assertEquals(
        new NaiveModel(RULES).outliers(newest, previous, oldest),
        kernel.find(newest, previous, oldest),
        where);
    assertEquals(
        new NaiveModel(LOOSE).outliers(newest, previous, oldest),
        looseKernel.find(newest, previous, oldest),
        where);
  }

  @Test
  void find_largestPossibleSums_doesNotOverflow() {
    DefectRules all = new DefectRules(0, 65_535, 0, 20, 5, 0);
    Image hot = Tiles.uniform(20, 20, 65_534);
    Image oneColdPoint = Tiles.image(20, 20, (x, y) -> x == 10 && y == 10 ? 1 : 65_535);
    for (Image newest : new Image[] {hot, oneColdPoint}) {
      assertEquals(
          new NaiveModel(all).outliers(newest, hot, hot),
          new DeviationKernel(all).find(newest, hot, hot));
    }
  }

  @Test
  void find_twoOutliersInARow_scansColumnsFirst() {
    Image newest =
        Tiles.image(30, 30, (x, y) -> (x == 20 && y == 5) || (x == 3 && y == 25) ? 64_000 : 0);
    Image hot = Tiles.uniform(30, 30, 60_000);
    OutlierList outliers = kernel.find(newest, hot, hot);
    assertEquals(new Outlier(20, 5, outliers.numerators()[0]), outliers.get(0));
    assertEquals(new Outlier(3, 25, outliers.numerators()[1]), outliers.get(1));
    assertEquals(2, outliers.size());
  }

  @Test
  void find_imagesOfTwoSizes_isTheCallersMistake() {
    Image image = Tiles.uniform(3, 4, 0);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> kernel.find(image, image, Tiles.uniform(4, 3, 0)));
    assertEquals(
        "newest (Image[3 x 4]), previous (Image[3 x 4]) and oldest (Image[4 x 3]) must be of one"
            + " size",
        e.getMessage());
  }
}
