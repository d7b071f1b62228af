package org.meltwatch.prints.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.model.Image;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.formats.Channel;
import org.meltwatch.prints.formats.ColourMap;
import org.meltwatch.prints.formats.Scale;

/** Three layers of 16 x 16 points in each format; made by tifffile and Pillow from the first. */
final class FormatsTest {

  private static Path folder(String name) throws URISyntaxException {
    return Path.of(FormatsTest.class.getResource("/formats/" + name).toURI());
  }

  private static FolderSettings settings(
      Scale scale, @Nullable ColourMap map, @Nullable Channel channel) {
    return new FolderSettings(
        null,
        null,
        false,
        scale,
        map,
        channel,
        null,
        GridWish.parse("1x1"),
        false,
        PrintFacts.NONE);
  }

  private static List<Image> read(String name, FolderSettings settings) throws URISyntaxException {
    FolderPrint print = FolderPrint.open(folder(name), settings);
    List<Image> layers = new ArrayList<>();
    for (int layer = 0; layer < print.layers(); layer++) {
      layers.add(print.tiles(layer).get(0));
    }
    return layers;
  }

  private static List<Image> plain(String name) throws URISyntaxException {
    return read(name, settings(Scale.AUTO, null, null));
  }

  private static List<Image> expected(IntUnaryOperator value) throws URISyntaxException {
    return plain("ref").stream().map(image -> changed(image, value)).toList();
  }

  private static Image changed(Image image, IntUnaryOperator value) {
    short[] pixels = new short[image.pixels().length];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = (short) value.applyAsInt(Short.toUnsignedInt(image.pixels()[index]));
    }
    return new Image(image.height(), image.width(), pixels);
  }

  private static String refusal(String name) {
    return assertThrows(UnusablePrintException.class, () -> plain(name)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bigtiff",
        "bigendian",
        "tiled",
        "predictor",
        "rgb16",
        "png16",
        "pyramid",
        "imagej",
        "imagejone",
        "truncated",
        "pages",
        "zipped"
      })
  void layers_ofSixteenBits_areReadAsTheyAre(String name) throws Exception {
    assertEquals(plain("ref"), plain(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uint8", "png8", "bmp", "greyalpha", "rgba", "greypalette"})
  void layers_ofEightBits_areSpread(String name) throws Exception {
    assertEquals(expected(value -> (value >> 8) * 257), plain(name));
  }

  @Test
  void layers_asJpegWithEqualChannels_areRead() throws Exception {
    assertEquals(3, plain("rgbjpeg").size());
  }

  @ParameterizedTest
  @CsvSource({
    "float64, 0..1",
    "float32, 0..1",
    "int16, -32768..32767",
    "uint32, 0..4294967295",
    "int32, 65535",
    "whiteiszero, 0..65535"
  })
  void layers_withADeclaredScale_areEqualToTheSixteenBits(String name, String scale)
      throws Exception {
    assertEquals(plain("ref"), read(name, settings(Scale.parse(scale), null, null)));
    String message = refusal(name);
    assertTrue(message.contains("--scale="), message);
    assertTrue(message.startsWith(folder(name).resolve("layer_0.tif") + ": "), message);
  }

  @Test
  void layers_withOtherScales_areRoundedHalfUpAndClipped() throws Exception {
    IntUnaryOperator twelve = value -> (int) Math.floor(65535.0 * (value >> 4) / 4095 + 0.5);
    assertEquals(expected(twelve), read("twelvebit", settings(Scale.parse("4095"), null, null)));
    assertEquals(
        expected(value -> (value >> 8) * 257),
        read("int8", settings(Scale.parse("-128..127"), null, null)));
    assertEquals(
        expected(value -> 65535 - value),
        read("whiteiszero", settings(Scale.parse("65535..0"), null, null)));
    assertEquals(
        expected(value -> Math.min(65535, 2 * value)),
        read("ref", settings(Scale.parse("32767.5"), null, null)));
  }

  @Test
  void open_valuesInTheLowestEighth_warnsWithTheScale() throws Exception {
    FolderPrint print = FolderPrint.open(folder("twelvebit"), settings(Scale.AUTO, null, null));
    String warnings = print.account().get("warnings").toString();
    assertTrue(warnings.contains("--scale=4095"), warnings);
  }

  @Test
  void open_valuesOfNoSense_areRefused() {
    assertTrue(refusal("complex").endsWith("must be 1, 2 or 3: real numbers"));
    assertTrue(refusal("uint64").contains("at most 32"));
  }

  @Test
  void layers_withColours_areReadByWhatTheyMean(@TempDir Path dir) throws Exception {
    List<Image> grey = expected(value -> (value >> 8) * 257);
    assertTrue(refusal("palette").contains("--colourMap=order"));
    assertEquals(grey, read("palette", settings(Scale.AUTO, ColourMap.ORDER, null)));
    StringBuilder lines = new StringBuilder("Index Red Green Blue\n");
    for (int place = 0; place < 256; place++) {
      lines
          .append(place)
          .append('\t')
          .append(place)
          .append('\t')
          .append(255 - place)
          .append("\t0\n");
    }
    Path file = Files.writeString(dir.resolve("map.txt"), lines);
    ColourMap map = ColourMap.of(file.toString());
    assertTrue(refusal("redgreen").contains("--colourMap=FILE"));
    assertEquals(grey, read("redgreen", settings(Scale.AUTO, map, null)));
    assertEquals(grey, read("palette", settings(Scale.AUTO, map, null)));
  }

  @Test
  void layers_withOtherChannels_areReadByTheChosenOne() throws Exception {
    List<Image> grey = expected(value -> (value >> 8) * 257);
    assertTrue(refusal("coloured").contains("--channel=red"));
    assertEquals(grey, read("coloured", settings(Scale.AUTO, null, Channel.RED)));
    assertTrue(refusal("seethrough").contains("--channel=grey"));
    assertEquals(grey, read("seethrough", settings(Scale.AUTO, null, Channel.GREY)));
  }

  /** Whatever a file is cut off at, nothing of it is taken for a layer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ref/layer_0.tif",
        "png16/layer_0.png",
        "bmp/layer_0.bmp",
        "rgbjpeg/layer_0.jpg",
        "predictor/layer_0.tif",
        "bigtiff/layer_0.tif"
      })
  void open_fileCutOff_isRefusedOrWhole(String name, @TempDir Path dir) throws Exception {
    byte[] whole = Files.readAllBytes(folder(name));
    Path file = dir.resolve(Path.of(name).getFileName().toString());
    List<Image> image = plain(name.replaceAll("/.*", "")).subList(0, 1);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        FolderPrint print = FolderPrint.open(dir, settings(Scale.AUTO, null, null));
        assertEquals(image, print.tiles(0), "cut off at " + length);
      } catch (UnusablePrintException expected) {
        assertTrue(String.valueOf(expected.getMessage()).startsWith(file + ": "));
      }
    }
  }
}
