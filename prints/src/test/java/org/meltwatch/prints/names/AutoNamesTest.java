package org.meltwatch.prints.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AutoNamesTest {

  private static List<Long> numbers(List<String> names) {
    NamePattern pattern = AutoNames.find(names);
    return names.stream()
        .map(
            name -> {
              LayerName read = pattern.read(name);
              return read == null ? -1L : read.number();
            })
        .toList();
  }

  private static String question(String... names) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> AutoNames.find(List.of(names)))
            .getMessage());
  }

  @Test
  void find_oneRunThatDiffers_isTheNumber() {
    assertEquals(List.of(2L, 10L), numbers(List.of("job7_layer_2.tif", "job7_layer_10.TIF")));
    assertEquals(List.of(7L), numbers(List.of("a3_7.png")));
    assertEquals(List.of(0L), numbers(List.of("stack.tif")));
    assertEquals(List.of(1L, 2L), numbers(List.of("p1/x.tif", "p2/x.tif")));
    assertEquals(List.of(0L, 1L), numbers(List.of("(a)[b]+{0}.tif", "(a)[b]+{1}.tif")));
  }

  @Test
  void find_twoRunsOrNone_asks() {
    String two = question("a_0_z0.tif", "a_1_z40.tif");
    assertTrue(two.contains("--layerName='a_(?<layer>\\d+)_z\\d+'"), two);
    assertTrue(two.contains("--layerName='a_\\d+_z(?<layer>\\d+)'"), two);
    assertTrue(question("first.tif", "second.tif").contains("--layerName="));
    assertTrue(question("a.tif", "a.png").contains("--layerName="));
    assertTrue(question("l_1.tif", "preview_1.tif").contains("named in 2 ways"));
    assertTrue(
        question("a.tif", "b.tif")
            .contains("such as a and b, and the first has no number of digits 0 to 9"));
  }

  @Test
  void begin_ofAPrint_waitsUntilItIsClear() {
    assertNull(AutoNames.begin(List.of()));
    assertNull(AutoNames.begin(List.of("job7_layer_0.tif")));
    assertNotNull(AutoNames.begin(List.of("job7_layer_0.tif", "job7_layer_1.tif")));
    assertNotNull(AutoNames.begin(List.of("layer_0.tif")));
    assertNotNull(AutoNames.begin(List.of("SI1_0_000_040_Max.tif")));
  }

  /** Whatever stands around a number, however it is padded, the number is found. */
  @Test
  void find_anyNamesAroundANumber_givesTheNumber() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String before = text(random) + random.nextInt(50) + text(random);
      String after = text(random) + (random.nextBoolean() ? random.nextInt(9) + "x" : "");
      int digits = random.nextInt(7);
      List<String> names = new ArrayList<>();
      List<Long> numbers = new ArrayList<>();
      long first = random.nextInt(1000);
      for (long number = first; number < first + 2 + random.nextInt(12); number++) {
        String padded = "0".repeat(Math.max(0, digits - Long.toString(number).length())) + number;
        names.add(before + padded + after + ".tif");
        numbers.add(number);
      }
      assertEquals(numbers, numbers(names), "seed " + seed + ": " + names);
    }
  }

  private static String text(Random random) {
    String letters = "ab_- ()[]{}.+^$\\|?*é";
    StringBuilder text = new StringBuilder("x");
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.append('y').toString();
  }

  @ParameterizedTest
  @CsvSource({
    "SI192420181008133404_0_000_040_Max_32F.tif, 0, 0.040, SI192420181008133404, Max_32F",
    "SI246120231031190932_249_007_500_Int_32F.tif, 249, 7.500, SI246120231031190932, Int_32F",
    "job_a_113_003_920_max.TIF, 113, 3.920, job_a, max"
  })
  void eos_names_giveLayerHeightPrintAndKind(
      String name, long number, String z, String print, String kind) {
    LayerName read = NamePattern.EOS.read(name);
    assertNotNull(read);
    assertEquals(number, read.number());
    assertEquals(0, new BigDecimal(z).compareTo(read.zMm()));
    assertEquals(print, read.print());
    assertEquals(kind, read.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "abc", "(?<layer>\\d+)(?<order>\\d+)"})
  void parse_whatIsNoPattern_isRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> NamePattern.parse(text)).getMessage();
    assertTrue(String.valueOf(message).startsWith("layerName (" + text + ") must "), message);
  }

  @Test
  void read_numberTooLong_isRefused() {
    NamePattern pattern = NamePattern.parse("(?<layer>\\w+)");
    assertThrows(IllegalArgumentException.class, () -> pattern.read("1234567890123456789.tif"));
    assertThrows(IllegalArgumentException.class, () -> pattern.read("abc.tif"));
  }
}
