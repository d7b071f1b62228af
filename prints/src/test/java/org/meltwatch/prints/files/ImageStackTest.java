package org.meltwatch.prints.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.synthetic.PixelDigest;

final class ImageStackTest {

  @TempDir private Path folder;

  private void write(String name, int height, int width, int type, int first) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int x = 0; x < height; x++) {
      for (int y = 0; y < width; y++) {
        image.getRaster().setSample(y, x, 0, first + x * width + y);
      }
    }
    String format = name.substring(name.lastIndexOf('.') + 1);
    ImageIO.write(image, format, folder.resolve(name).toFile());
  }

  private String refusal(Grid grid) {
    return assertThrows(
            UnusablePrintException.class,
            () -> {
              ImageStack stack = ImageStack.open(folder, grid, null);
              for (int layer = 0; layer < stack.layers(); layer++) {
                stack.tiles(layer);
              }
            })
        .getMessage();
  }

  @Test
  void open_mixedFormats_cutsLayersInTheOrderOfNames() throws Exception {
    write("b.png", 5, 7, BufferedImage.TYPE_BYTE_GRAY, 0);
    write("a.tif", 5, 7, BufferedImage.TYPE_USHORT_GRAY, 60_000);
    Files.writeString(folder.resolve("notes.txt"), "not a layer");
    ImageStack stack = ImageStack.open(folder, new Grid(2, 3), "P");
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
  void open_emptyFolder_isRefused() {
    assertEquals(
        "folder %s holds no *.tif, *.tiff or *.png".formatted(folder), refusal(new Grid(1, 1)));
  }

  @Test
  void open_noFolder_isRefused() {
    Path missing = folder.resolve("missing");
    assertEquals(
        "stack (%s) must be a folder".formatted(missing),
        assertThrows(
                UnusablePrintException.class, () -> ImageStack.open(missing, new Grid(1, 1), null))
            .getMessage());
  }

  @Test
  void open_gridFinerThanImage_isRefused() throws Exception {
    write("a.png", 3, 4, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertEquals(
        "grid (4x4) must not be finer than the images, %s is 3 x 4 points"
            .formatted(folder.resolve("a.png")),
        refusal(new Grid(4, 4)));
  }

  @Test
  void tiles_ofAnotherSize_areRefused() throws Exception {
    write("a.png", 3, 4, BufferedImage.TYPE_BYTE_GRAY, 0);
    write("b.png", 4, 4, BufferedImage.TYPE_BYTE_GRAY, 0);
    assertEquals(
        "all layers must be of one size: %s is 4 x 4 points, %s is 3 x 4"
            .formatted(folder.resolve("b.png"), folder.resolve("a.png")),
        refusal(new Grid(1, 1)));
  }

  @Test
  void open_colours_areRefused() throws Exception {
    write("a.png", 3, 4, BufferedImage.TYPE_INT_RGB, 0);
    assertEquals(
        folder.resolve("a.png")
            + ": must be 8- or 16-bit greyscale without colours or transparency",
        refusal(new Grid(1, 1)));
  }

  @Test
  void open_brokenFile_isRefused() throws Exception {
    Files.write(folder.resolve("a.tif"), new byte[] {'I', 'I', 42, 0, 9, 9, 9, 9, 1, 2, 3});
    assertEquals(true, refusal(new Grid(1, 1)).startsWith(folder.resolve("a.tif") + ": "));
  }

  @Test
  void tiles_ofABuild_haveTheExpectedPixels() throws Exception {
    Path stack = Path.of(ImageStackTest.class.getResource("/stack/expected.json").toURI());
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
    ImageStack print = ImageStack.open(stack, new Grid(2, 2), null);
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
