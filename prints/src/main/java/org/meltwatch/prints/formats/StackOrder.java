package org.meltwatch.prints.formats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a TIFF's description counts the file's images: ImageJ and OME by channels, slices and times,
 * tifffile by a shape. Layers are counted by one of them only; channels are none.
 */
final class StackOrder {

  private static final Pattern IMAGEJ_SIZE = Pattern.compile("(channels|slices|frames)=(\\d{1,7})");
  private static final Pattern OME_SIZE = Pattern.compile("\\bSize([CZT])=\"(\\d{1,7})\"");
  private static final Pattern SHAPE = Pattern.compile("\"shape\": ?\\[([\\d, ]{1,200})\\]");
  private static final Map<String, String> OME_NAMES =
      Map.of("C", "channels", "Z", "slices", "T", "frames");

  private final Map<String, Integer> sizes = new LinkedHashMap<>();

  private StackOrder() {}

  /**
   * Reads what a description says.
   *
   * @param images how many images the file holds
   */
  static StackOrder of(String description, long height, long width, int images) {
    StackOrder order = new StackOrder();
    if (images < 2) {
      return order;
    }
    if (description.startsWith("ImageJ=")) {
      IMAGEJ_SIZE.matcher(description).results().forEach(size -> order.add(size.group(1), size));
    } else if (description.contains("<OME")) {
      OME_SIZE
          .matcher(description)
          .results()
          .limit(OME_NAMES.size())
          .forEach(size -> order.add(OME_NAMES.getOrDefault(size.group(1), ""), size));
      order.leaveOutColours(images);
    } else {
      order.addShape(SHAPE.matcher(description), height, width);
    }
    return order;
  }

  private void add(String name, MatchResult size) {
    add(name, Integer.parseInt(size.group(2)));
  }

  private void add(String name, int size) {
    if (size > 1) {
      sizes.put(name, size);
    }
  }

  /** Channels that are the colours of one image are no images of their own. */
  private void leaveOutColours(int images) {
    int others = sizes.getOrDefault("slices", 1) * sizes.getOrDefault("frames", 1);
    if (images <= others) {
      sizes.remove("channels");
    }
  }

  /** What comes before height and width counts images. */
  private void addShape(Matcher shape, long height, long width) {
    if (!shape.find()) {
      return;
    }
    String[] lengths = shape.group(1).split(", ?", -1);
    for (int place = 0; place < lengths.length - 1; place++) {
      if (lengths[place].equals(String.valueOf(height))
          && lengths[place + 1].equals(String.valueOf(width))) {
        return;
      }
      if (lengths[place].matches("\\d{1,7}")) {
        add("axis " + place, Integer.parseInt(lengths[place]));
      }
    }
    // Height and width are not in it: it is about something else.
    sizes.clear();
  }

  /** Refuses images that are counted by more than layers. */
  void requireLayers() throws UnreadableFileException {
    if (sizes.size() > 1 || sizes.containsKey("channels")) {
      throw new UnreadableFileException(
          "it is a stack of %s, and which of its images are layers is not clear: save a stack of one"
                  .formatted(
                      sizes.entrySet().stream()
                          .map(size -> size.getValue() + " " + size.getKey())
                          .collect(Collectors.joining(" by "))
                          .replaceAll("(\\d+) (axis \\d+)", "$1 ($2)"))
              + " channel and one series (ImageJ: Image > Color > Split Channels)");
    }
  }
}
