package org.meltwatch.chaos;

import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/**
 * What is printed in a case.
 *
 * @param layers how many layers of a plate of 4 x 4 tiles of 64 x 64 points
 * @param isLong whether it takes so long that its course is worth a look
 */
record Print(int layers, boolean isLong) {

  static final Print SHORT = new Print(26, false);

  private static final Grid PLATE = Grid.parse("4x4");
  private static final int TILES = 16;
  private static final int TILE_SIZE = 64;

  /** One that takes so many seconds at a rate, and a layer at least. */
  static Print lasting(int seconds, int rate) {
    return new Print(Math.max(1, Math.toIntExact((long) seconds * rate / TILES)), true);
  }

  SyntheticPrint synthetic(long seed) {
    return new SyntheticPrint("SYN", layers, PLATE, TILE_SIZE, seed);
  }
}
