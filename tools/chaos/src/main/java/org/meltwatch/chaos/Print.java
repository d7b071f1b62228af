package org.meltwatch.chaos;

import org.meltwatch.model.Plate;
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

  /** How its plate is cut. */
  static final Plate PLATE = new Plate(4, 4);

  private static final int TILES = 16;
  private static final int TILE_SIZE = 64;

  /** One that takes so many seconds at a rate, and a layer at least. */
  static Print lasting(int seconds, int rate) {
    return new Print(Math.max(1, Math.toIntExact((long) seconds * rate / TILES)), true);
  }

  /** What tells a run how the plate is cut, so that it tracks defects. */
  static String plateOption() {
    return "--plate=" + PLATE.rows() + "x" + PLATE.columns();
  }

  SyntheticPrint synthetic(long seed) {
    return new SyntheticPrint(
        "SYN", layers, new Grid(PLATE.rows(), PLATE.columns()), TILE_SIZE, seed);
  }
}
