package org.meltwatch.tracking;

import java.util.Arrays;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.model.Image;

/**
 * Tells where points of a row of a tile begin, or cease, to have a void point near them. Keeps its
 * arrays from tile to tile; not for use by several threads.
 */
final class EdgeRuns {

  /*
   * The image is looked at in blocks of 8 x 8 points, each once and only if somebody asks; its void
   * points are the bits of a long. What is near a point lies in the block of the place 4 rows above
   * and 4 columns left of it, and in those right of it, below it, and both: the same four for up to
   * 8 points of a row. Which of their bits that are depends only on where in its block that place
   * lies.
   */

  private static final int REACH = Ring.REACH;

  /** Rows and columns of a block, as a power of two. */
  private static final int BITS = 3;

  private static final int BLOCK = 1 << BITS;
  private static final int MASK = BLOCK - 1;

  /** How many blocks hold a point's surroundings. */
  private static final int BLOCKS = 4;

  /** For each place in a block the bits that are near a point, of the four blocks in turn. */
  private static final long[] NEAR = near();

  private final int voidBelow;
  private short[] pixels = {};
  private int height;
  private int width;
  private int blocksInRow;

  /** Whether a block has been looked at. */
  private boolean[] isKnown = {};

  /** The void points of the blocks that have been looked at. */
  private long[] voids = {};

  EdgeRuns(int voidBelow) {
    this.voidBelow = voidBelow;
  }

  private static long[] near() {
    long[] near = new long[BLOCK * BLOCK * BLOCKS];
    for (int place = 0; place < BLOCK * BLOCK; place++) {
      for (int i = 0; i <= 2 * REACH; i++) {
        int side = REACH - Math.abs(i - REACH);
        for (int j = REACH - side; j <= REACH + side; j++) {
          int row = (place >> BITS) + i;
          int column = (place & MASK) + j;
          int block = 2 * (row >> BITS) + (column >> BITS);
          near[place * BLOCKS + block] |= 1L << place(row, column);
        }
      }
    }
    return near;
  }

  /** Begins with an image. */
  void start(Image image) {
    pixels = image.pixels();
    height = image.height();
    width = image.width();
    blocksInRow = (width + MASK) >> BITS;
    int blocks = blocksInRow * ((height + MASK) >> BITS);
    if (voids.length == blocks) {
      Arrays.fill(isKnown, false);
    } else {
      isKnown = new boolean[blocks];
      voids = new long[blocks];
    }
  }

  /**
   * The first of the points {@code [from, to)} of a row that is an edge point, or that is none;
   * {@code to} if there is no such point. The surroundings of all of them must lie in the tile.
   */
  int next(boolean isEdge, int x, int from, int to) {
    int y = from;
    while (y < to) {
      int number = ((x - REACH) >> BITS) * blocksInRow + ((y - REACH) >> BITS);
      long first = block(number);
      long right = block(number + 1);
      long below = block(number + blocksInRow);
      long across = block(number + blocksInRow + 1);
      int after = Math.min(to, ((y - REACH) | MASK) + 1 + REACH);
      boolean isClear = (first | right | below | across) == 0;
      if (isClear && isEdge) {
        y = after;
      }
      for (; y < after; y++) {
        int at = BLOCKS * place(x - REACH, y - REACH);
        long near = (first & NEAR[at]) | (right & NEAR[at + 1]);
        near |= (below & NEAR[at + 2]) | (across & NEAR[at + 3]);
        if ((near != 0) == isEdge) {
          return y;
        }
      }
    }
    return to;
  }

  /** Which of a block's bits is a point's. */
  private static int place(int row, int column) {
    return ((row & MASK) << BITS) | (column & MASK);
  }

  private long block(int number) {
    if (!isKnown[number]) {
      isKnown[number] = true;
      voids[number] = lookAt((number / blocksInRow) << BITS, (number % blocksInRow) << BITS);
    }
    return voids[number];
  }

  /** A block without a branch for each point, which would be mispredicted where solid ends. */
  private long lookAt(int firstRow, int firstColumn) {
    int columns = width - firstColumn;
    int rows = Math.min(BLOCK, height - firstRow);
    int start = firstRow * width + firstColumn;
    long bits = 0;
    for (int row = 0; row < rows; row++) {
      long line = columns >= BLOCK ? line(start) : shortLine(start, columns);
      bits |= line << (row << BITS);
      start += width;
    }
    return bits;
  }

  /** Written out, it takes half as long as a loop. */
  private int line(int at) {
    short[] p = pixels;
    return isVoid(p[at])
        | (isVoid(p[at + 1]) << 1)
        | (isVoid(p[at + 2]) << 2)
        | (isVoid(p[at + 3]) << 3)
        | (isVoid(p[at + 4]) << 4)
        | (isVoid(p[at + 5]) << 5)
        | (isVoid(p[at + 6]) << 6)
        | (isVoid(p[at + 7]) << 7);
  }

  private int shortLine(int at, int columns) {
    int line = 0;
    for (int column = 0; column < columns; column++) {
      line |= isVoid(pixels[at + column]) << column;
    }
    return line;
  }

  private int isVoid(short pixel) {
    return (Short.toUnsignedInt(pixel) - voidBelow) >>> 31;
  }
}
