package org.meltwatch.tracking;

import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.model.Image;

/**
 * Tells which single points of a tile have a void point near them. It may be asked about any points
 * in any order, and is quick where they follow one another down a column.
 */
final class EdgePoints {

  /*
   * Points are asked for in clumps, and their surroundings of 41 points are nearly the same. Near a
   * void point the last one found mostly answers for the next point, too. Below a point that is none
   * of an edge only the 9 points are new that its surroundings did not have.
   */

  private static final int REACH = Ring.REACH;
  private static final int NONE = Integer.MIN_VALUE / 4;

  private final int voidBelow;
  private short[] pixels = {};
  private int width;

  /** The void point that was found last. */
  private int voidX;

  private int voidY;

  /** The point that was last found to have none near it. */
  private int clearX;

  private int clearY;

  EdgePoints(int voidBelow) {
    this.voidBelow = voidBelow;
  }

  /** Begins with an image. */
  void start(Image image) {
    pixels = image.pixels();
    width = image.width();
    voidX = NONE;
    voidY = NONE;
    clearX = NONE;
    clearY = NONE;
  }

  /** 1 if a void point is near a point whose surroundings all lie in the tile, else 0. */
  int of(int x, int y) {
    if (Math.abs(x - voidX) + Math.abs(y - voidY) <= REACH) {
      return 1;
    }
    boolean isBelowClear = x == clearX + 1 && y == clearY;
    if (isBelowClear ? isVoidAtLowerEnds(x, y) : isVoidNear(x, y)) {
      return 1;
    }
    clearX = x;
    clearY = y;
    return 0;
  }

  private boolean isVoidNear(int x, int y) {
    for (int i = -REACH; i <= REACH; i++) {
      int side = REACH - Math.abs(i);
      for (int j = y - side; j <= y + side; j++) {
        if (isVoid(x + i, j)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isVoidAtLowerEnds(int x, int y) {
    for (int i = 0; i <= REACH; i++) {
      int side = REACH - i;
      if (isVoid(x + i, y - side) || isVoid(x + i, y + side)) {
        return true;
      }
    }
    return false;
  }

  private boolean isVoid(int x, int y) {
    if (Short.toUnsignedInt(pixels[x * width + y]) >= voidBelow) {
      return false;
    }
    voidX = x;
    voidY = y;
    return true;
  }
}
