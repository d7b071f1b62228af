package org.meltwatch.kernel.outliers;

/**
 * The points on either side of a tile's border, numbered. Rows from {@code -outside} on come first,
 * each as long as the ring is wide, then those at the lower border, then the columns at the left
 * and at the right, each from top to bottom. A tile with nothing inside its ring has rows alone.
 *
 * @param height rows of the tile
 * @param width columns of the tile
 * @param inside how many points of the tile belong to the ring, from its border on
 * @param outside how many points beyond the border belong to it
 */
public record Ring(int height, int width, int inside, int outside) {

  /** How far a point's deviation and its edge reach. */
  public static final int REACH = 4;

  /** Where deviations are not whole without the tile's neighbours, and what it owes to theirs. */
  public static Ring ofDeviations(int height, int width) {
    return new Ring(height, width, REACH, REACH);
  }

  /** True if there are points that lie within the ring and do not belong to it. */
  public boolean hasInner() {
    return height > 2 * inside && width > 2 * inside;
  }

  /** True if the point belongs to the tile and not to the ring. */
  public boolean isInner(int x, int y) {
    return isInnerRow(x) && y >= inside && y < width - inside;
  }

  /** True if a row has points that do not belong to the ring, wide enough a tile provided. */
  public boolean isInnerRow(int x) {
    return x >= inside && x < height - inside;
  }

  /** True if all of a row belongs to the ring. */
  public boolean isWhole(int x) {
    return !hasInner() || x < inside || x >= height - inside;
  }

  /** How many points there are. */
  public int size() {
    return hasInner()
        ? 2 * (inside + outside) * (rowLength() + columnLength())
        : (height + 2 * outside) * rowLength();
  }

  /** The number of a point of the ring. */
  public int index(int x, int y) {
    if (isWhole(x)) {
      boolean upper = !hasInner() || x < inside;
      int row = upper ? x + outside : x - height + 2 * inside + outside;
      return row * rowLength() + y + outside;
    }
    int column = y < inside ? y + outside : y - width + 2 * inside + outside;
    return columnStart(column) + x - inside;
  }

  /** The number of the first point of a column; they are counted from the left, without gaps. */
  int columnStart(int column) {
    return 2 * (inside + outside) * rowLength() + column * columnLength();
  }

  /** How many points a row has. */
  public int rowLength() {
    return width + 2 * outside;
  }

  /** How many points a column has, the rows' points left out. */
  public int columnLength() {
    return height - 2 * inside;
  }
}
