package org.meltwatch.challenger.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.model.Image;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.files.FolderPrint;
import org.meltwatch.prints.files.FolderSettings;
import org.meltwatch.prints.files.TiffFile;

/** Layers of a folder are read while they are handed out. */
final class FolderTest {

  private static final int LAYERS = 12;
  private static final FakePrint PRINT = FakePrint.of(LAYERS, 1);

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    for (int layer = 0; layer < LAYERS; layer++) {
      write(layer, PRINT.tiles(layer).get(0));
    }
  }

  private Path write(int layer, Image image) throws Exception {
    return Files.write(file(layer), TiffFile.encode(image));
  }

  private Path file(int layer) {
    return folder.resolve(String.format(Locale.ROOT, "l_%d.tif", layer));
  }

  private FolderPrint open(boolean skipBad) {
    FolderSettings plain = FolderSettings.of(new Grid(1, 1));
    PrintFacts facts =
        new PrintFacts(
            "FAKE", 0.125, 0.04, true, 3, "IN718", "M290", Map.of("saturatedAbove", 60_000));
    return FolderPrint.open(
        folder,
        new FolderSettings(
            null, null, false, plain.scale(), null, null, null, plain.grid(), skipBad, facts));
  }

  private static List<EncodedTile> all(TestClient client, String bench) throws Exception {
    List<EncodedTile> tiles = new ArrayList<>();
    for (EncodedTile tile = client.next(bench); tile != null; tile = client.next(bench)) {
      tiles.add(tile);
    }
    return tiles;
  }

  @Test
  void handOut_ofAFolder_isThatOfThePrint() throws Exception {
    List<EncodedTile> expected = HandOutPlan.encode(List.of(PRINT), List.of()).tiles();
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(open(false)))) {
      TestClient client = new TestClient(challenger.url());
      assertEquals(expected, all(client, client.begin("once")));
      assertEquals(expected, all(client, client.begin("again")));
    }
  }

  @Test
  void handOut_withLittleMemory_readsLayersAnew() {
    List<EncodedTile> expected = HandOutPlan.encode(List.of(PRINT), List.of()).tiles();
    try (HandOutPlan plan =
        HandOutPlan.whenAsked(List.of(open(false)), List.of(), FaultRates.NONE, 1)) {
      assertEquals(expected, plan.tiles());
      assertEquals(expected, plan.tiles());
    }
  }

  @Test
  void handOut_missingAndBadLayers_keepTheirNumbersAndAreReported() throws Exception {
    Files.delete(file(5));
    Files.write(file(8), new byte[] {1, 2, 3});
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(open(true)))) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("gaps");
      List<Long> ids = all(client, bench).stream().map(EncodedTile::batchId).toList();
      assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 6L, 7L, 9L, 10L, 11L), ids);
      JsonNode report = client.end(bench);
      assertEquals(10, report.get("0").get("missing").intValue());
      JsonNode print = report.get("prints").get(0);
      assertEquals("[\"5\"]", print.get("missing_numbers").toString());
      assertEquals(8, print.get("bad_layers").get(0).get("number").intValue());
      assertEquals(0.125, print.get("pixel_size_mm").doubleValue());
      assertEquals(0.04, print.get("layer_thickness_mm").doubleValue());
      assertTrue(print.get("flip_y").booleanValue());
      assertEquals(3, print.get("rot90").intValue());
      assertEquals("IN718", print.get("material").textValue());
      assertEquals("M290", print.get("machine").textValue());
      assertEquals(60_000, print.get("thresholds").get("saturatedAbove").intValue());
    }
  }

  @Test
  void handOut_badLayer_endsThePrintAndSaysWhy() throws Exception {
    Files.write(file(8), new byte[] {1, 2, 3});
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(open(false)))) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("bad");
      AssertionError refusal = assertThrows(AssertionError.class, () -> all(client, bench));
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains("422"), message);
    }
  }
}
