package org.meltwatch.prints.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.files.TiffFile;

final class SyntheticPrintTest {

  private static final Print PRINT = new SyntheticPrint("SYN", 40, new Grid(4, 4), 500, 2025);

  private static void between(String what, int actual, int least, int most) {
    assertTrue(actual >= least && actual <= most, () -> what + " is " + actual);
  }

  @Test
  void tiles_ofASeed_haveTheSamePixelsOnEveryMachine() throws Exception {
    // the pixels, not the files: what deflate makes of them differs between builds of zlib
    assertEquals(
        "1ed78ceb34694754216ce6dd98c4c6a9e820baf4cb6074cd7a4be4a9d80f20d1",
        PixelDigest.of(PRINT.tiles(8).get(5)));
    Print small = new SyntheticPrint("SYN", 3, new Grid(2, 3), 64, -1);
    assertEquals(
        "75cb6dbd9f4166b34393c60a8df2273043d23a71fd50443a3a7d033c13da78fb",
        PixelDigest.of(small.tiles(2).get(4)));
  }

  @Test
  void draw_ofAllLayers_tellsEachBlemishOnceALayerAndOnlyInItsLife() {
    SyntheticPrint print = new SyntheticPrint("SYN", 16, new Grid(2, 2), 250, 3);
    Set<BlemishKind> kinds = EnumSet.noneOf(BlemishKind.class);
    for (int layer = 0; layer < print.layers(); layer++) {
      DrawnLayer drawn = print.draw(layer);
      assertEquals(print.tiles(layer), drawn.tiles());
      Set<MadeBlemish> blemishes = new HashSet<>();
      for (BlemishTrace trace : drawn.traces()) {
        MadeBlemish blemish = trace.blemish();
        assertTrue(blemishes.add(blemish), () -> "twice: " + blemish);
        between("layer of " + blemish, layer, blemish.firstLayer(), blemish.lastLayer());
        between("points of " + blemish, trace.points(), 1, 4 * blemish.radius() * blemish.radius());
        between("change by " + blemish, trace.strongest(), 1, Math.abs(blemish.heat()) + 4);
        kinds.add(blemish.kind());
      }
    }
    assertEquals(EnumSet.allOf(BlemishKind.class), kinds);
  }

  @Test
  void tiles_asFiles_areReadBackExactly() throws Exception {
    Image image = PRINT.tiles(30).get(10);
    byte[] file = TiffFile.encode(image);
    try (TiffDecoder decoder = new TiffDecoder()) {
      assertEquals(image, decoder.decode(file, 0, file.length));
    }
  }

  @Test
  void tiles_overEightyOfThem_giveFindingsLikeARealPrints() {
    PrintStatistics found = PrintStatistics.of(PRINT, 30, 34);
    assertEquals(80, found.outliers().length);
    between("median of saturated", PrintStatistics.quantile(found.saturated(), 0.5), 0, 10);
    between("most saturated", PrintStatistics.quantile(found.saturated(), 1), 500, 9000);
    between("median of outliers", PrintStatistics.quantile(found.outliers(), 0.5), 40, 200);
    between("90 % of outliers", PrintStatistics.quantile(found.outliers(), 0.9), 300, 1200);
    between("most outliers", PrintStatistics.quantile(found.outliers(), 1), 1000, 10_000);
    between("median of clusters", PrintStatistics.quantile(found.clusters(), 0.5), 1, 4);
    between("most clusters", PrintStatistics.quantile(found.clusters(), 1), 6, 16);
    between("10 % of strongest", PrintStatistics.quantile(found.strongest(), 0.1), 6000, 9000);
    between("95 % of strongest", PrintStatistics.quantile(found.strongest(), 0.95), 12_000, 17_000);
    between(
        "median of file sizes", PrintStatistics.quantile(found.fileBytes(), 0.5), 350_000, 390_000);
  }
}
