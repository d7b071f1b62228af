package org.meltwatch.prints.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.prints.UnusablePrintException;

/**
 * What colours mean. A file has a line for each colour, the coldest first: red, green and blue from
 * 0 to 255, as ImageJ writes its lookup tables as text. A line of four numbers begins with its own
 * number. {@link #ORDER} takes the order of an image's own map instead.
 */
public final class ColourMap {

  /** Colours mean their place in the image's own map. */
  public static final ColourMap ORDER = new ColourMap("order", List.of());

  private static final String ORDER_WORD = "order";
  private static final int MOST_COLOURS = 65536;
  private static final int MOST_VALUE = 65535;

  private final String name;
  private final int colours;
  private final Map<Integer, Integer> values = new HashMap<>();

  private ColourMap(String name, List<int[]> colours) {
    this.name = name;
    this.colours = colours.size();
    for (int place = 0; place < colours.size(); place++) {
      Integer before = values.putIfAbsent(key(colours.get(place)), place);
      if (before != null) {
        throw new UnusablePrintException(
            String.format(
                Locale.ROOT,
                "colourMap %s must name each colour once: colours %d and %d are the same",
                name,
                before,
                place));
      }
    }
  }

  /**
   * The map that {@code order}, or a file's name, stands for.
   *
   * @throws UnusablePrintException naming file, line and rule
   */
  public static ColourMap of(String text) {
    if (text.equals(ORDER_WORD)) {
      return ORDER;
    }
    try {
      return new ColourMap(text, parse(text, Files.readAllLines(Path.of(text))));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusablePrintException(
          "colourMap (%s) must be order, or a text file that can be read: %s".formatted(text, e),
          e);
    }
  }

  private static List<int[]> parse(String file, List<String> lines) {
    List<int[]> colours = new ArrayList<>();
    for (int number = 0; number < lines.size(); number++) {
      String line = lines.get(number).strip();
      boolean heading = colours.isEmpty() && line.matches("\\D*[A-Za-z]\\D*");
      if (!line.isEmpty() && !line.startsWith("#") && !heading) {
        colours.add(colour(file, number + 1, line));
      }
    }
    if (colours.size() < 2 || colours.size() > MOST_COLOURS) {
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "colourMap %s must have 2 to %d colours, a line each, it has %d",
              file,
              MOST_COLOURS,
              colours.size()));
    }
    return colours;
  }

  private static int[] colour(String file, int number, String line) {
    String[] words = line.split("[\\s,;]+", -1);
    int first = words.length - 3;
    int[] colour = new int[3];
    boolean sound = first == 0 || first == 1;
    for (int band = 0; sound && band < 3; band++) {
      sound = words[first + band].matches("\\d{1,3}");
      colour[band] = sound ? Integer.parseInt(words[first + band]) : 0;
      sound &= colour[band] <= 255;
    }
    if (!sound) {
      throw new UnusablePrintException(
          String.format(
              Locale.ROOT,
              "colourMap %s line %d (%s) must be red, green and blue, each from 0 to 255",
              file,
              number,
              line));
    }
    return colour;
  }

  boolean isOrder() {
    return colours == 0;
  }

  /** What a colour means, as 16 bits; null if it is not in the map. */
  @Nullable Integer value(int[] colour) {
    Integer place = values.get(key(colour));
    return place == null ? null : Integer.valueOf(Scale.scaled(place, 0, (double) colours - 1));
  }

  /** What a place in an image's own map of so many bits means, as 16 bits. */
  static int valueOfPlace(double place, int bits) {
    return bits >= 16 ? (int) Math.min(MOST_VALUE, place) : Scale.scaled(place, 0, (1 << bits) - 1);
  }

  private static int key(int[] colour) {
    return colour[0] << 16 | colour[1] << 8 | colour[2];
  }

  @Override
  public String toString() {
    return name;
  }
}
