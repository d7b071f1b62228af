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
    return !hasSides() || x < DEPTH || x >= height - DEPTH;
  }

  /** How many bytes a map takes. */
  int bytes() {
    return start(height);
  }

  /** Where row {@code x} begins. */
  int start(int x) {
    int whole = (width + POINTS - 1) / POINTS;
    if (!hasSides()) {
      return x * whole;
    }
    int sides = Math.min(Math.max(x - DEPTH, 0), height - 2 * DEPTH);
    return (x - sides) * whole + sides * (2 * DEPTH / POINTS);
  }

  /** True if there are rows of which only the points at their ends are in the map. */
  boolean hasSides() {
    return height > 2 * DEPTH && width > 2 * DEPTH;
  }

  /**
   * Takes a row's points near the border.
   *
   * @param ofPoints the kinds of all of the row's points
   * @param from where the first of them is
   */
  void put(byte[] kinds, int x, int[] ofPoints, int from) {
    if (isWhole(x)) {
      put(kinds, start(x), ofPoints, from, width);
    } else {
      put(kinds, start(x), ofPoints, from, DEPTH);
      put(kinds, start(x) + DEPTH / POINTS, ofPoints, from + width - DEPTH, DEPTH);
    }
  }

  private static void put(byte[] kinds, int start, int[] ofPoints, int from, int length) {
    int at = start;
    int i = from;
    for (int end = from + length - POINTS; i <= end; i += POINTS) {
      int three = ofPoints[i] | (ofPoints[i + 1] << BITS) | (ofPoints[i + 2] << (2 * BITS));
      kinds[at++] = (byte) (three | (ofPoints[i + 3] << (3 * BITS)));
    }
    if (i < from + length) {
      int rest = 0;
      for (int j = from + length - 1; j >= i; j--) {
        rest = (rest << BITS) | ofPoints[j];
      }
      kinds[at] = (byte) rest;
    }
  }

  /**
   * Takes the columns on one side, but for the rows that are whole.
   *
   * @param ofPoints for each column the kinds of its points, the first one at index {@code from}; a
   *     column is written to
   */
  void putSide(byte[] kinds, boolean isLeft, int[][] ofPoints, int from) {
    int first = from + DEPTH;
    int after = from + height - DEPTH;
    int step = 2 * DEPTH / POINTS;
    for (int group = 0; group < DEPTH / POINTS; group++) {
      int[] four = ofPoints[group * POINTS];
      pack(four, ofPoints, group * POINTS + 1, first, after);
      int at = start(DEPTH) + (isLeft ? 0 : DEPTH / POINTS) + group;
      for (int i = first; i < after; i++) {
        kinds[at] = (byte) four[i];
        at += step;
      }
    }
  }

  private static void pack(int[] four, int[][] ofPoints, int next, int from, int to) {
    int[] q = ofPoints[next];
    int[] r = ofPoints[next + 1];
    int[] s = ofPoints[next + 2];
    for (int i = from; i < to; i++) {
      four[i] |= (q[i] << BITS) | (r[i] << (2 * BITS)) | (s[i] << (3 * BITS));
    }
  }

  /** The kind of a point of the map. */
  int at(byte[] kinds, int x, int y) {
    int place = isWhole(x) || y < DEPTH ? y : y - width + 2 * DEPTH;
    return (kinds[start(x) + place / POINTS] >> (place % POINTS * BITS)) & MASK;
  }
}
