package org.meltwatch.prints.files;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.prints.Grid;

/**
 * How plates are to be cut: a grid, or whatever gives equal tiles of about 500 x 500 points.
 *
 * @param fixed the grid, or null for one that suits the plate
 */
public record GridWish(@Nullable Grid fixed) {

  private static final int SIDE = 500;

  /** Tiles may be this much smaller or larger before points are left out instead. */
  private static final int FACTOR = 2;

  /**
   * Reads {@code auto} or a grid such as {@code 4x4}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static GridWish parse(String text) {
    return new GridWish(text.equals("auto") ? null : Grid.parse(text));
  }

  /** The grid for plates of this size. */
  Grid of(int height, int width) {
    return fixed != null ? fixed : new Grid(parts(height), parts(width));
  }

  /** Into how many parts a side is cut: equal ones if any number of parts near the best does so. */
  private static int parts(int side) {
    int best = Math.max(1, Math.round((float) side / SIDE));
    int chosen = best;
    double off = Double.MAX_VALUE;
    for (int parts = 1; parts <= Math.max(1, FACTOR * side / SIDE); parts++) {
      double ratio = Math.abs(Math.log((double) side / parts / SIDE));
      boolean near = ratio <= Math.log(FACTOR) + 1e-9 || side < SIDE;
      if (side % parts == 0 && near && ratio < off) {
        off = ratio;
        chosen = parts;
      }
    }
    return chosen;
  }

  @Override
  public String toString() {
    return fixed == null ? "auto" : String.format(Locale.ROOT, "%s", fixed);
  }
}
