package org.meltwatch.model;

import java.util.Locale;

/**
 * How a print's plate is cut into tiles of one size: {@code tile_id = row * columns + column}.
 *
 * @param rows tiles along x, at least 1
 * @param columns tiles along y, at least 1
 */
public record Plate(int rows, int columns) implements java.io.Serializable {

  /** The most tiles a plate may have. */
  public static final int MOST_TILES = 4096;

  public Plate {
    if (rows < 1 || columns < 1 || (long) rows * columns > MOST_TILES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "plate (%dx%d) must have at least one row and column and at most %d tiles",
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
  public static Plate parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "plate (%s) must be rows x columns, such as 4x4".formatted(text));
    }
    return new Plate(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** How many tiles a layer has. */
  public int tiles() {
    return rows * columns;
  }

  /** True if a tile of that number lies on the plate. */
  public boolean has(int tileId) {
    return tileId >= 0 && tileId < tiles();
  }

  /** True if there is a tile in that row and column. */
  public boolean has(int row, int column) {
    return row >= 0 && row < rows && column >= 0 && column < columns;
  }

  /** The tile in a row and column. */
  public int tile(int row, int column) {
    return row * columns + column;
  }

  /** The row of a tile. */
  public int row(int tileId) {
    return tileId / columns;
  }

  /** The column of a tile. */
  public int column(int tileId) {
    return tileId % columns;
  }

  @Override
  public String toString() {
    return rows + "x" + columns;
  }
}
