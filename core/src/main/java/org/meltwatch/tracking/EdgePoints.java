package org.meltwatch.tracking;

import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.model.Image;

/** Tells which points of a tile have a void point near them. */
final class EdgePoints {

  /*
   * Points are asked for in clumps, and their surroundings of 41 points are nearly the same. So the
   * image is looked at in blocks, each once and only if somebody asks: a point among blocks without
   * a void point is none of an edge. Near a void point the last one found mostly answers for the
   * next point, too. Only the points between are looked at one by one.
   */

  private static final int REACH = Ring.REACH;

  /** Rows and columns of a block, as a power of two. */
  private static final int BITS = 3;

  private static final int BLOCK = 1 << BITS;
  private static final byte CLEAR = 1;
  private static final byte MIXED = 2;
  private static final int NONE = Integer.MIN_VALUE / 4;

  private final short[] pixels;
  private final int height;
  private final int width;
  private final int voidBelow;
  private final int blocksInRow;

  /** What is known of each block; 0 if nothing is. */
  private byte[] blocks = {};

  /** The void point that was found last. */
  private int voidX = NONE;

  private int voidY = NONE;

  EdgePoints(Image image, int voidBelow) {
    this.pixels = image.pixels();
    this.height = image.height();
    this.width = image.width();
    this.voidBelow = voidBelow;
    this.blocksInRow = (width + BLOCK - 1) >> BITS;
  }

  /** 1 if a void point is near a point whose surroundings all lie in the tile, else 0. */
  int of(int x, int y) {
    boolean isKnown = Math.abs(x - voidX) + Math.abs(y - voidY) <= REACH;
    return isKnown || (!areClear(x, y, y + 1) && isVoidNear(x, y)) ? 1 : 0;
  }

  /**
   * True if none of the points {@code [from, to)} of a row is an edge point; false does not say
   * that any of them is.
   */
  boolean areClear(int x, int from, int to) {
    if (blocks.length == 0) {
      blocks = new byte[blocksInRow * ((height + BLOCK - 1) >> BITS)];
    }
    int last = (to - 1 + REACH) >> BITS;
    for (int i = (x - REACH) >> BITS; i <= (x + REACH) >> BITS; i++) {
      for (int j = (from - REACH) >> BITS; j <= last; j++) {
        if (block(i, j) == MIXED) {
          return false;
        }
      }
    }
    return true;
  }

  private byte block(int i, int j) {
    int number = i * blocksInRow + j;
    if (blocks[number] == 0) {
      blocks[number] = lookAt(i << BITS, j << BITS);
    }
    return blocks[number];
  }

  /** A block without a branch for each point, which would be mispredicted where solid ends. */
  private byte lookAt(int firstRow, int firstColumn) {
    int columns = Math.min(BLOCK, width - firstColumn);
    int after = Math.min(firstRow + BLOCK, height);
    int signs = 0;
    for (int row = firstRow; row < after; row++) {
      int start = row * width + firstColumn;
      for (int at = start; at < start + columns; at++) {
        signs |= Short.toUnsignedInt(pixels[at]) - voidBelow;
      }
    }
    return signs < 0 ? MIXED : CLEAR;
  }

  private boolean isVoidNear(int x, int y) {
    for (int i = -REACH; i <= REACH; i++) {
      int side = REACH - Math.abs(i);
      int start = (x + i) * width;
      for (int j = y - side; j <= y + side; j++) {
        if (Short.toUnsignedInt(pixels[start + j]) < voidBelow) {
          voidX = x + i;
          voidY = j;
          return true;
        }
      }
    }
    return false;
  }
}
