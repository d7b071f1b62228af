package org.meltwatch.prints.synthetic;

/** The laser's tracks: parallel, turned by 67 degrees from each layer to the next. */
final class Hatch {

  /** Distance of the tracks' middles, in points. */
  private static final int PITCH = 11;

  private static final int DEGREES_A_LAYER = 67;

  private final int perRow;
  private final int perColumn;

  /** The tracks of a layer. */
  Hatch(int layer) {
    double angle = StrictMath.toRadians((double) (layer % 360 * DEGREES_A_LAYER % 360));
    perRow = (int) StrictMath.rint(StrictMath.sin(angle) * 65536 / PITCH);
    perColumn = (int) StrictMath.rint(StrictMath.cos(angle) * 65536 / PITCH);
  }

  /** Where in a track (0..65535) a point of the plate is; counts on by {@link #perColumn}. */
  int phase(int row, int column) {
    return row * perRow + column * perColumn;
  }

  int perColumn() {
    return perColumn;
  }

  /** A zigzag in -1024..1024 over the phase. */
  static int wave(int phase) {
    int folded = (phase & 0xffff) - 0x8000;
    return 1024 - (Math.abs(folded) >> 4);
  }
}
