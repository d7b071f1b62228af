package org.meltwatch.prints.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Image;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.synthetic.PixelDigest;

final class FolderPrintTest {

  @TempDir private Path folder;

  private void write(String name, int height, int width, int type, int first) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int x = 0; x < height; x++) {
      for (int y = 0; y < width; y++) {
        image.getRaster().setSample(y, x, 0, first + x * width + y);
      }
    }
    String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    ImageIO.write(image, format, folder.resolve(name).toFile());
  }

  private String refusal(Grid grid) {
    return assertThrows(
            UnusablePrintException.class,
            () -> {
              FolderPrint stack = FolderPrint.open(folder, FolderSettings.of(grid));
              for (int layer = 0; layer < stack.layers(); layer++) {
                stack.tiles(layer);
              }
            })
        .getMessage();
  }

  @Test
  void open_mixedFormats_cutsLayersInTheOrderOfNames() throws Exception {
    write("l2.png", 5, 7, BufferedImage.TYPE_BYTE_GRAY, 0);
    write("l1.TIF", 5, 7, BufferedImage.TYPE_USHORT_GRAY, 60_000);
    Files.writeString(folder.resolve("notes.txt"), "not a layer");
    FolderPrint stack = FolderPrint.open(folder, FolderSettings.of(new Grid(2, 3)));
    assertEquals(2, stack.layers());
    assertEquals(6, stack.tiles(0).size());
    assertEquals(image(60_000, 60_001, 60_007, 60_008), stack.tiles(0).get(0));
    assertEquals(image(60_018, 60_019, 60_025, 60_026), stack.tiles(0).get(5));
    assertEquals(image(2 * 257, 3 * 257, 9 * 257, 10 * 257), stack.tiles(1).get(1));
  }

  private static Image image(int... values) {
    short[] pixels = new short[values.length];
    for (int index = 0; index < values.length; index++) {
      pixels[index] = (short) values[index];
    }
    return new Image(2, 2, pixels);
  }

  @Test
  void open_linkToNoFile_isRefusedOrMissing() throws Exception {
    write("l_0.png", 2, 2, BufferedImage.TYPE_BYTE_GRAY, 0);
    Path link = Files.createSymbolicLink(folder.resolve("l_1.png"), folder.resolve("nothing"));
    assertEquals(
        link
            + ": there is no such file, or it is a link to none; --onBadLayer=skip makes it a"
            + " missing layer",
        refusal(new Grid(1, 1)));
  }

  @Test
  void open_tiffWithoutDirectory_isRefused() throws Exception {
    Path file = Files.write(folder.resolve("l_0.tif"), new byte[] {'I', 'I', 42, 0, 0, 0, 0, 0});
    assertEquals(
        file + ": it is not whole: it has no directory of its images", refusal(new Grid(1, 1)));
  }

  private String warnings() {
    FolderPrint print = FolderPrint.open(folder, FolderSettings.of(new Grid(1, 1)));
    return print.account().get("warnings").toString();
  }

  @Test
  void open_filesOfSeveralPages_warnsOfWhatIsTakenForLayers() throws Exception {
    Path pages = Path.of(FolderPrintTest.class.getResource("/formats/pages").toURI());
    Path stack;
    try (Stream<Path> files = Files.list(pages)) {
      stack = files.findFirst().orElseThrow();
    }
    Files.copy(stack, folder.resolve("l_0.tif"));
    assertFalse(warnings().contains("several images each"));
    Files.copy(stack, folder.resolve("l_1.tif"));
    assertTrue(
        warnings()
            .contains(
                "2 files hold several images each, which are taken for layers one after the other:"
                    + " 6 layers"));
  }

  @Test
  void open_emptyFolder_isRefused() {
    assertEquals(
        "folder %s holds no images (*.tif, *.tiff, *.png, *.jpg, *.bmp), but 0 other files"
            .formatted(folder),
        refusal(new Grid(1, 1)));
  }

  @Test
  void open_noFolder_isRefused() {
    Path missing = folder.resolve("missing");
    assertEquals(
        "stack (%s) must be a folder".formatted(missing),
        assertThrows(
                UnusablePrintException.class,
                () -> FolderPrint.open(missing, FolderSettings.of(new Grid(1, 1))))
            .getMessage());
  }

  @Test
  void open_gridFinerThanImage_isRefused() throws Exception {
    write("l1.png", 3, 4, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertEquals(
        "grid (4x4) must not be finer than the images, %s is 3 x 4 points; --grid=auto suits any"
            .formatted(folder.resolve("l1.png")),
        refusal(new Grid(4, 4)));
  }

  @Test
  void tiles_ofAnotherSize_areRefused() throws Exception {
    write("l1.png", 3, 4, BufferedImage.TYPE_BYTE_GRAY, 0);
    write("l2.png", 4, 4, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertEquals(
        ("%s: all layers must be of one size: it is 4 x 4 points, %s is 3 x 4;"
                + " --onBadLayer=skip makes it a missing layer")
            .formatted(folder.resolve("l2.png"), folder.resolve("l1.png")),
        refusal(new Grid(1, 1)));
  }

  private Print of(String... names) throws IOException {
    for (int place = 0; place < names.length; place++) {
      Files.createDirectories(folder.resolve(names[place]).getParent());
      write(names[place], 2, 2, BufferedImage.TYPE_USHORT_GRAY, 10_000 * place);
    }
    return FolderPrint.open(folder, FolderSettings.of(new Grid(1, 1)));
  }

  private static List<Integer> firstValues(Print print) {
    return IntStream.range(0, print.layers())
        .mapToObj(layer -> print.tiles(layer))
        .map(tiles -> tiles.isEmpty() ? -1 : tiles.get(0).at(0, 0))
        .toList();
  }

  @Test
  void open_namesWithoutPadding_areInTheOrderOfTheirNumbers() throws Exception {
    assertEquals(List.of(10_000, 20_000, 0), firstValues(of("l_10.png", "l_8.png", "l_9.png")));
  }

  @Test
  void open_missingNumbers_areMissingLayersThatAreNamed() throws Exception {
    Print print = of("l_3.png", "l_4.png", "l_5.png", "l_7.png");
    assertEquals(List.of(0, 10_000, 20_000, -1, 30_000), firstValues(print));
    assertEquals(true, print.isMissing(3));
    assertEquals(3L, print.account().get("first_number"));
    assertEquals(List.of("6"), print.account().get("missing_numbers"));
  }

  @Test
  void open_repeatedNumber_isRefusedWithBothFiles() {
    assertEquals(
        "number 3 is there twice: %s and %s; --layerName=REGEX says which files are layers"
            .formatted(folder.resolve("l_03.png"), folder.resolve("l_3.png")),
        assertThrows(UnusablePrintException.class, () -> of("l_03.png", "l_3.png", "l_4.png"))
            .getMessage());
  }

  @Test
  void open_timesInsteadOfNumbers_areAskedAbout() {
    String message =
        assertThrows(
                UnusablePrintException.class,
                () -> of("i_20231031190001.png", "i_20231031190042.png", "i_20231031190123.png"))
            .getMessage();
    assertEquals(true, message.contains("(?<order>"), message);
  }

  @Test
  void open_eosNames_areKnown() throws Exception {
    Print print =
        of("SI1_9_000_360_Max_32F.tif", "SI1_10_000_400_Max_32F.tif", "SI1_11_000_440_Max_32F.tif");
    assertEquals(List.of(0, 10_000, 20_000), firstValues(print));
    assertEquals("0.440", String.valueOf(print.account().get("last_z_mm")));
  }

  @Test
  void open_severalKinds_asksForOne() throws Exception {
    String message =
        assertThrows(
                UnusablePrintException.class,
                () -> of("SI1_0_000_000_Max.tif", "SI1_0_000_000_Int.tif", "SI1_1_000_040_Int.tif"))
            .getMessage();
    assertEquals(
        "folder %s holds images of 2 kinds (Int, Max): --kind=Int takes one of them"
            .formatted(folder),
        message);
  }

  @Test
  void open_clutter_isCounted() throws Exception {
    Files.writeString(folder.resolve("Thumbs.db"), "x");
    Files.writeString(folder.resolve("._l_1.png"), "x");
    Files.writeString(folder.resolve("notes.txt"), "");
    Files.writeString(folder.resolve("print.json"), "{}");
    Print print = of("l_1.png", "l_2.PNG");
    assertEquals(List.of(0, 10_000), firstValues(print));
    assertEquals(3, print.account().get("ignored_files"));
  }

  @Test
  void open_subFolders_areLookedIntoWhenAsked() throws Exception {
    Files.createDirectories(folder.resolve("a1"));
    write("a1/l.png", 2, 2, BufferedImage.TYPE_USHORT_GRAY, 5);
    Files.createDirectories(folder.resolve("a2"));
    write("a2/l.png", 2, 2, BufferedImage.TYPE_USHORT_GRAY, 6);
    assertEquals(true, refusal(new Grid(1, 1)).endsWith("--recursive looks into them"));
    FolderSettings plain = FolderSettings.of(new Grid(1, 1));
    FolderSettings settings =
        new FolderSettings(
            null,
            null,
            true,
            plain.scale(),
            null,
            null,
            null,
            plain.grid(),
            false,
            PrintFacts.NONE);
    assertEquals(List.of(5, 6), firstValues(FolderPrint.open(folder, settings)));
  }

  @Test
  void open_emptyFile_isRefusedOrMissing() throws Exception {
    write("l_1.png", 2, 2, BufferedImage.TYPE_USHORT_GRAY, 5);
    Files.createFile(folder.resolve("l_2.png"));
    assertEquals(
        folder.resolve("l_2.png") + ": it is empty; --onBadLayer=skip makes it a missing layer",
        refusal(new Grid(1, 1)));
    FolderSettings plain = FolderSettings.of(new Grid(1, 1));
    FolderSettings skipping =
        new FolderSettings(
            null,
            null,
            false,
            plain.scale(),
            null,
            null,
            null,
            plain.grid(),
            true,
            PrintFacts.NONE);
    Print print = FolderPrint.open(folder, skipping);
    assertEquals(List.of(5, -1), firstValues(print));
    assertEquals(true, print.account().get("bad_layers").toString().contains("it is empty"));
  }

  @Test
  void open_brokenFile_isRefused() throws Exception {
    Files.write(folder.resolve("a.tif"), new byte[] {'I', 'I', 42, 0, 9, 9, 9, 9, 1, 2, 3});
    assertEquals(true, refusal(new Grid(1, 1)).startsWith(folder.resolve("a.tif") + ": "));
  }

  @Test
  void tiles_ofABuild_haveTheExpectedPixels() throws Exception {
    Path stack = Path.of(FolderPrintTest.class.getResource("/stack/expected.json").toURI());
    requireExpectedPixels(stack.getParent());
  }

  /** A stack of 2 x 2 tiles that lies elsewhere, with an {@code expected.json} of the same form. */
  @Test
  @EnabledIfSystemProperty(
      named = "meltwatch.stack",
      matches = ".+",
      disabledReason = "optional: -Dmeltwatch.stack=DIR names a stack with an expected.json")
  void tiles_ofABuildElsewhere_haveTheExpectedPixels() throws Exception {
    requireExpectedPixels(Path.of(System.getProperty("meltwatch.stack")));
  }

  private static void requireExpectedPixels(Path stack) throws Exception {
    FolderPrint print = FolderPrint.open(stack, FolderSettings.of(new Grid(2, 2)));
    JsonNode expected =
        new ObjectMapper().readTree(stack.resolve("expected.json").toFile()).get("tiles");
    assertEquals(stack.getFileName().toString(), print.id());
    assertEquals(expected.size(), print.layers() * 4);
    for (int layer = 0; layer < print.layers(); layer++) {
      List<Image> tiles = print.tiles(layer);
      for (int tile = 0; tile < 4; tile++) {
        JsonNode entry = expected.get(layer * 4 + tile);
        assertEquals(entry.get("pixels_sha256").textValue(), PixelDigest.of(tiles.get(tile)));
      }
    }
  }
}
