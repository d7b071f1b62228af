package org.meltwatch.kernel.outliers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;

class TopFiveTest {

  @Test
  void rank_noOutliers_isEmpty() {
    assertEquals(List.of(), TopFive.rank(OutlierList.none()));
  }

  @Test
  void rank_fewerThanFive_givesAllBySize() {
    OutlierList outliers = outliers(7, -9, 8);
    assertEquals(
        List.of(outliers.get(1), outliers.get(2), outliers.get(0)), TopFive.rank(outliers));
  }

  @Test
  void rank_equalSizesOfEitherSign_keepsScanOrder() {
    OutlierList outliers = outliers(-5, 5, 6, 5, -6, -5, 5);
    assertEquals(
        List.of(
            outliers.get(2), outliers.get(4), outliers.get(0), outliers.get(1), outliers.get(3)),
        TopFive.rank(outliers));
  }

  @Test
  void rank_randomOutliersWithManyTies_equalsNaiveModel() {
    Random random = new Random(5);
    NaiveModel naive = new NaiveModel(DefectRules.DEFAULT);
    for (int round = 0; round < 500; round++) {
      OutlierList outliers = outliers(random.ints(random.nextInt(40), -6, 7).toArray());
      assertEquals(naive.top(outliers), TopFive.rank(outliers));
    }
  }

  private static OutlierList outliers(int... numerators) {
    Outlier[] outliers = new Outlier[numerators.length];
    for (int i = 0; i < numerators.length; i++) {
      outliers[i] = new Outlier(i, 2 * i, numerators[i]);
    }
    return Tiles.outliers(outliers);
  }
}
