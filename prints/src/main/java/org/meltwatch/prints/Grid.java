package org.meltwatch.prints;

import java.util.Locale;

/**
 * How a plate is cut into tiles: {@code tile_id = row * columns + column}.
 *
 * @param rows tiles along x, at least 1
 * @param columns tiles along y, at least 1
 */
public record Grid(int rows, int columns) {

  /** The most tiles a plate may have. */
  static final int MOST_TILES = 4096;

  public Grid {
    if (rows < 1 || columns < 1 || (long) rows * columns > MOST_TILES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "grid (%d x %d) must have at least one row and column and at most %d tiles",
              rows,
              columns,
              MOST_TILES));
    }
  }

  /**
   * Reads text such as {@code 4x4}, rows first.
   *
   * @throws IllegalArgumentException if the text is not two positive numbers with an x between
   */
  public static Grid parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "grid (%s) must be rows x columns, such as 4x4".formatted(text));
    }
    return new Grid(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** How many tiles a layer has. */
  public int tiles() {
    return rows * columns;
  }

  @Override
  public String toString() {
    return rows + "x" + columns;
  }
}
