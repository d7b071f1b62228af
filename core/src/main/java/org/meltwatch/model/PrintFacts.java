package org.meltwatch.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a print besides its images, from {@code print.json} or options. Nothing of it
 * changes an image; reports and places in millimetres are made with it.
 *
 * @param name the print's name, or null
 * @param pixelSizeMm how wide and high a point is on the plate, in millimetres, or null
 * @param layerThicknessMm how thick a layer is, in millimetres, or null
 * @param flipY whether the images are mirrored top to bottom against the plate
 * @param rot90 by how many quarter turns counter-clockwise the images, once mirrored, must be
 *     turned to lie as the plate does, 0 to 3
 * @param material what it is printed of, or null
 * @param machine what it is printed on, or null
 * @param thresholds options of the rules and their values, such as {@code saturatedAbove}
 */
public record PrintFacts(
    @Nullable String name,
    @Nullable Double pixelSizeMm,
    @Nullable Double layerThicknessMm,
    boolean flipY,
    int rot90,
    @Nullable String material,
    @Nullable String machine,
    Map<String, Integer> thresholds) {

  /** Nothing is known. */
  public static final PrintFacts NONE =
      new PrintFacts(null, null, null, false, 0, null, null, Map.of());

  private static final double MOST_PIXEL_MM = 10;
  private static final double MOST_LAYER_MM = 100;
  private static final int LONGEST_TEXT = 200;

  public PrintFacts {
    requireText("name", name);
    requireText("material", material);
    requireText("machine", machine);
    requireLength("pixelSizeMm", pixelSizeMm, MOST_PIXEL_MM);
    requireLength("layerThicknessMm", layerThicknessMm, MOST_LAYER_MM);
    if (rot90 < 0 || rot90 > 3) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "rot90 (%d) must be 0, 1, 2 or 3 quarter turns", rot90));
    }
    thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
  }

  private static void requireText(String key, @Nullable String text) {
    if (text != null && (text.isBlank() || text.length() > LONGEST_TEXT)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s (%s) must have 1 to %d characters", key, text, LONGEST_TEXT));
    }
  }

  private static void requireLength(String key, @Nullable Double millimetres, double most) {
    if (millimetres != null && !(millimetres > 0 && millimetres <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s (%s) must be millimetres, above 0 and at most %s",
              key,
              millimetres,
              most));
    }
  }

  /** What is known, for JSON: names in snake case, what is not known left out. */
  public Map<String, Object> toWire() {
    Map<String, Object> wire = new LinkedHashMap<>();
    put(wire, "name", name);
    put(wire, "pixel_size_mm", pixelSizeMm);
    put(wire, "layer_thickness_mm", layerThicknessMm);
    wire.put("flip_y", flipY);
    wire.put("rot90", rot90);
    put(wire, "material", material);
    put(wire, "machine", machine);
    wire.put("thresholds", thresholds);
    return wire;
  }

  private static void put(Map<String, Object> wire, String key, @Nullable Object value) {
    if (value != null) {
      wire.put(key, value);
    }
  }
}
