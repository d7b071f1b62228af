package org.meltwatch.tracking;

import org.meltwatch.kernel.outliers.Ring;

/**
 * The {@link Kind} of each point that a point near a tile's border can look at: of the rows and
 * columns nearest to the border. Two bits a point, four points a byte; each row begins with a byte
 * of its own. A tile that has no others has all of its points in the map.
 *
 * @param height rows of the tile
 * @param width columns of the tile
 */
record KindMap(int height, int width) {

  /** How many rows and columns from the border on there are. */
  static final int DEPTH = 2 * Ring.REACH;

  private static final int POINTS = 4;
  private static final int BITS = 2;
  private static final int MASK = 3;

  boolean isWhole(int x) {
    return height <= 2 * DEPTH || width <= 2 * DEPTH || x < DEPTH || x >= height - DEPTH;
  }

  /** How many bytes a map takes. */
  int bytes() {
    return start(height);
  }

  /** Where row {@code x} begins. */
  int start(int x) {
    int whole = (width + POINTS - 1) / POINTS;
    if (height <= 2 * DEPTH || width <= 2 * DEPTH) {
      return x * whole;
    }
    int sides = Math.min(Math.max(x - DEPTH, 0), height - 2 * DEPTH);
    return (x - sides) * whole + sides * (2 * DEPTH / POINTS);
  }

  /** Takes a row's kinds. */
  void put(byte[] kinds, int x, int[] points, int from, int voidBelow, int saturatedAbove) {
    if (isWhole(x)) {
      put(kinds, start(x), points, from, width, voidBelow, saturatedAbove);
    } else {
      int start = start(x);
      int last = from + width - DEPTH;
      put(kinds, start, points, from, DEPTH, voidBelow, saturatedAbove);
      put(kinds, start + DEPTH / POINTS, points, last, DEPTH, voidBelow, saturatedAbove);
    }
  }

  private static void put(
      byte[] kinds,
      int start,
      int[] points,
      int from,
      int length,
      int voidBelow,
      int saturatedAbove) {
    for (int i = 0; i < length; i += POINTS) {
      int four = 0;
      for (int j = Math.min(length, i + POINTS) - 1; j >= i; j--) {
        four = (four << BITS) | Kind.of(points[from + j], voidBelow, saturatedAbove);
      }
      kinds[start + i / POINTS] = (byte) four;
    }
  }

  /** The kind of a point of the map. */
  int at(byte[] kinds, int x, int y) {
    int place = isWhole(x) || y < DEPTH ? y : y - width + 2 * DEPTH;
    return (kinds[start(x) + place / POINTS] >> (place % POINTS * BITS)) & MASK;
  }
}
