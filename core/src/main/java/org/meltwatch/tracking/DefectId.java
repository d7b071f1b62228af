package org.meltwatch.tracking;

import java.util.Comparator;

/**
 * What a defect is called: its smallest point by layer, row and column of the plate.
 *
 * @param layer the point's layer
 * @param x its row on the plate
 * @param y its column on the plate
 */
public record DefectId(int layer, int x, int y) implements Comparable<DefectId> {

  private static final Comparator<DefectId> ORDER =
      Comparator.comparingInt(DefectId::layer)
          .thenComparingInt(DefectId::x)
          .thenComparingInt(DefectId::y);

  /**
   * The id of a text such as {@code 3-18-19}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DefectId parse(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 3 || !text.matches("[0-9-]+")) {
      throw new IllegalArgumentException("id (%s) must be layer-x-y".formatted(text));
    }
    // A part that is empty or too large is no number either.
    return new DefectId(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** By layer, row and column. */
  @Override
  public int compareTo(DefectId other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code 3-18-19}. */
  @Override
  public String toString() {
    return layer + "-" + x + "-" + y;
  }
}
