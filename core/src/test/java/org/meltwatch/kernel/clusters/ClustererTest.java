package org.meltwatch.kernel.clusters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meltwatch.kernel.outliers.NaiveModel;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.reference.Fixtures;

class ClustererTest {

  private static final String POINTS = "edge/dbscan_points.json";

  private final long seed = Long.getLong("meltwatch.seed", 20250603L);
  private final Random random = new Random(seed);

  @TestFactory
  Stream<DynamicTest> labels_ofPoints_equalScikitLearns() {
    JsonNode json = Fixtures.json(POINTS);
    int eps = json.get("eps").asInt();
    int minSamples = json.get("min_samples").asInt();
    RowIndexedClusterer clusterer = new RowIndexedClusterer(eps, minSamples);
    return StreamSupport.stream(json.get("sets").spliterator(), false)
        .map(
            set ->
                dynamicTest(
                    set.get("points").size() + " points",
                    () ->
                        assertArrayEquals(
                            IntStream.range(0, set.get("labels").size())
                                .map(i -> set.get("labels").get(i).asInt())
                                .toArray(),
                            clusterer.labels(outliers(set.get("points"))))));
  }

  private static OutlierList outliers(JsonNode points) {
    return Tiles.outliers(
        StreamSupport.stream(points.spliterator(), false)
            .map(point -> new Outlier(point.get(0).asInt(), point.get(1).asInt(), 1))
            .toArray(Outlier[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void cluster_randomPoints_equalsNaiveModel(Clustering clustering) {
    for (int round = 0; round < 400; round++) {
      int eps = 1 + random.nextInt(round % 10 == 0 ? 90 : 25);
      int minSamples = 1 + random.nextInt(8);
      DefectRules rules = new DefectRules(5000, 65_000, 6000, eps, minSamples, 0);
      Clusterer clusterer = clustering.create(rules);
      // Twice with one clusterer: nothing may be left of the first time.
      for (int again = 0; again < 2; again++) {
        OutlierList outliers = randomOutliers();
        assertEquals(
            new NaiveModel(rules).clusters(outliers),
            clusterer.cluster(outliers),
            String.format(Locale.ROOT, "round %d, seed %d", round, seed));
      }
    }
  }

  private OutlierList randomOutliers() {
    int height = 1 + random.nextInt(300);
    int width = 1 + random.nextInt(300);
    return Tiles.randomOutliers(random, random.nextInt(150), height, width);
  }

  @Test
  void labels_randomPoints_equalNaiveModel() {
    DefectRules rules = DefectRules.DEFAULT;
    RowIndexedClusterer clusterer = new RowIndexedClusterer(rules.eps(), rules.minSamples());
    for (int round = 0; round < 200; round++) {
      OutlierList outliers = randomOutliers();
      assertArrayEquals(
          new NaiveModel(rules).labels(outliers),
          clusterer.labels(outliers),
          String.format(Locale.ROOT, "round %d, seed %d", round, seed));
    }
  }

  @ParameterizedTest
  @EnumSource
  void cluster_noOutliers_givesNone(Clustering clustering) {
    assertEquals(List.of(), clustering.create(DefectRules.DEFAULT).cluster(OutlierList.none()));
  }

  @ParameterizedTest
  @EnumSource
  void cluster_fivePointsAtExactlyEps_givesTheirSums(Clustering clustering) {
    OutlierList cross =
        Tiles.outliers(
            new Outlier(20, 0, 1),
            new Outlier(0, 20, 1),
            new Outlier(20, 20, 1),
            new Outlier(40, 20, 1),
            new Outlier(20, 40, 1));
    assertEquals(
        List.of(new Cluster(5, 100, 100)), clustering.create(DefectRules.DEFAULT).cluster(cross));
  }

  @ParameterizedTest
  @EnumSource
  void named_itsOwnName_findsIt(Clustering clustering) {
    assertEquals(clustering, Clustering.named(clustering.optionName()));
  }

  @Test
  void named_anythingElse_namesTheChoices() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Clustering.named("fast"));
    assertEquals("clustering (fast) must be one of indexed, commons-math3", e.getMessage());
  }
}
