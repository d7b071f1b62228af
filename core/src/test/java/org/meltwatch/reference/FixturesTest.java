package org.meltwatch.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.kernel.outliers.TopFive;
import org.meltwatch.kernel.tiff.Sha256;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileKey;
import org.meltwatch.reference.PrintFixture.TileFixture;
import org.meltwatch.reference.ReferenceAnswers.Answer;
import org.meltwatch.reference.ReferenceAnswers.SkippedLayers;

class FixturesTest {

  private static final DefectRules RULES = DefectRules.DEFAULT;

  @TestFactory
  Stream<DynamicTest> kernels_ofAPrint_giveExpectedFindings() {
    return prints(FixturesTest::kernelsGiveExpectedFindings);
  }

  @TestFactory
  Stream<DynamicTest> referenceModel_ofAPrint_givesExpectedAnswers() {
    return prints(FixturesTest::modelGivesExpectedAnswers);
  }

  private static Stream<DynamicTest> prints(Check check) {
    return Fixtures.prints().stream()
        .map(print -> dynamicTest(print.name(), () -> check.run(print)));
  }

  private static void kernelsGiveExpectedFindings(PrintFixture print) throws Exception {
    DeviationKernel kernel = new DeviationKernel(RULES);
    Map<TileKey, List<Image>> layers = new HashMap<>();
    try (TiffDecoder decoder = new TiffDecoder()) {
      for (TileFixture tile : print.tiles()) {
        byte[] tif = tile.batch().tif().copy();
        Image image = decoder.decode(tif, 0, tif.length);
        assertEquals(print.height(), image.height());
        assertEquals(print.width(), image.width());
        assertEquals(tile.pixelsSha256(), Sha256.of(image));
        List<Image> below = layers.computeIfAbsent(tile.batch().key(), key -> new ArrayList<>());
        below.add(0, image);
        assertEquals(tile.complete(), below.size() >= 3);
        OutlierList outliers =
            tile.complete() ? kernel.find(image, below.get(1), below.get(2)) : OutlierList.none();
        for (Clustering clustering : Clustering.values()) {
          assertEquals(
              tile.expected(), findings(image, outliers, clustering), tile.batch().toString());
        }
      }
    }
  }

  private static Findings findings(Image image, OutlierList outliers, Clustering clustering) {
    List<Cluster> clusters = clustering.create(RULES).cluster(outliers);
    int saturated = Saturation.count(image, RULES.saturatedAbove());
    return Findings.of(saturated, outliers, TopFive.rank(outliers), clusters);
  }

  private static void modelGivesExpectedAnswers(PrintFixture print) {
    ReferenceAnswers answers = ReferenceModel.answer(RULES, print.batches());
    assertEquals(print.tiles().size(), answers.answers().size());
    for (int i = 0; i < print.tiles().size(); i++) {
      TileFixture tile = print.tiles().get(i);
      Answer answer = answers.answers().get(i);
      assertEquals(tile.batch().header(), answer.header());
      assertEquals(tile.batch().header(), answer.ranking().header());
      assertEquals(tile.expected().saturated(), answer.saturated());
      assertEquals(tile.expected().top(), answer.ranking().top());
      assertEquals(tile.expected().clusters(), answer.result().clusters());
    }
    assertEquals(List.of(), answers.late());
    assertEquals(List.of(), answers.duplicates());
    assertEquals(List.of(), answers.refused());
    assertEquals(layersBelow(print), answers.skipped());
  }

  /** Prints that do not start at layer 0 seem to have lost the layers below. */
  private static List<SkippedLayers> layersBelow(PrintFixture print) {
    int first = print.firstLayer();
    return print.batches().stream()
        .map(batch -> batch.key())
        .distinct()
        .filter(key -> first > 0)
        .map(key -> new SkippedLayers(key, 0, first))
        .toList();
  }

  @FunctionalInterface
  private interface Check {
    void run(PrintFixture print) throws Exception;
  }
}
