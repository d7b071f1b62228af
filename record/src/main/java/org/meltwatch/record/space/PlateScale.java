package org.meltwatch.record.space;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.PrintFacts;

/**
 * How large a point of the plate is.
 *
 * @param pixelMm its width and height in millimetres
 * @param layerMm the thickness of a layer in millimetres
 * @param flipY whether images are mirrored top to bottom against the plate
 * @param rot90 by how many quarter turns they must be turned then
 */
public record PlateScale(double pixelMm, double layerMm, boolean flipY, int rot90) {

  private static final Pattern LENGTHS =
      Pattern.compile("(\\d{1,4}(?:\\.\\d{1,9})?)x(\\d{1,4}(?:\\.\\d{1,9})?)");

  public PlateScale {
    if (!(pixelMm > 0) || !(layerMm > 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "scale (%s, %s) must be above 0", pixelMm, layerMm));
    }
  }

  /** The scale of a print; null if nobody knows it. */
  public static @Nullable PlateScale of(PrintFacts facts) {
    Double pixel = facts.pixelSizeMm();
    Double layer = facts.layerThicknessMm();
    return pixel == null || layer == null
        ? null
        : new PlateScale(pixel, layer, facts.flipY(), facts.rot90());
  }

  /**
   * Reads text such as {@code 0.125x0.04}: width of a point, thickness of a layer.
   *
   * @throws IllegalArgumentException if the text is not two such lengths
   */
  public static PlateScale parse(String text) {
    Matcher lengths = LENGTHS.matcher(text);
    if (!lengths.matches()) {
      throw new IllegalArgumentException(
          "scale (%s) must be the width of a point and the thickness of a layer in millimetres, such as 0.125x0.04"
              .formatted(text));
    }
    return new PlateScale(
        Double.parseDouble(lengths.group(1)), Double.parseDouble(lengths.group(2)), false, 0);
  }

  /** The volume of so many points in cubic millimetres. */
  public double volume(long points) {
    return points * pixelMm * pixelMm * layerMm;
  }

  /** The height of so many layers in millimetres. */
  public double height(int layers) {
    return layers * layerMm;
  }
}
