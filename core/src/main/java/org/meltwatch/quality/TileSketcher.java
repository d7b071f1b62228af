package org.meltwatch.quality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.outliers.RowVisitor;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;

/**
 * Sketches tiles, from rows of points as somebody else unpacks them: their values are used while
 * they are at hand. Keeps its arrays from tile to tile; not for use by several threads.
 *
 * <p>The sums of rows and columns are the tile's profiles. Those of a plate that lies elsewhere are
 * moved. They are sums over points, so those of a plate are sums over its tiles.
 */
public final class TileSketcher {

  /** Every so many rows and columns are in the sample, and more of small tiles. */
  private static final int STEP = 16;

  private final int voidBelow;
  private final int saturatedAbove;

  /** Those below are padded as rows are, and so have the same indices. */
  private int[] columns = {};

  private int[] sums = {};
  private int[] solid = {};
  private int[] saturated = {};
  private int[] rows = {};
  private int width;
  private int nextSampled;

  /** Where rows of the sample begin. */
  private int first;

  /** A sketcher with the thresholds of the rules. */
  public TileSketcher(DefectRules rules) {
    voidBelow = rules.voidBelow();
    saturatedAbove = rules.saturatedAbove();
  }

  /** Begins with a tile of a size. */
  public void start(int height, int width) {
    this.width = width;
    rows = new int[height];
    nextSampled = step(height) / 2;
    for (int[] line : new int[][] {columns, sums, solid, saturated}) {
      Arrays.fill(line, 0);
    }
  }

  /**
   * Looks at {@link RowVisitor#ROWS} rows, which follow those before.
   *
   * @param x the first of them; those below the tile's last one are not looked at
   * @param points of each row its points, of equal lengths
   * @param from where the first of them is
   */
  public void add(int x, int[][] points, int from) {
    int after = Math.min(RowVisitor.ROWS, rows.length - x);
    int step = step(width);
    for (int i = 0; i < after; i++) {
      // A step that does not vary makes the loop half as long.
      rows[x + i] =
          step == STEP
              ? sum(points[i], from + STEP / 2, from + width, STEP)
              : sum(points[i], from + step / 2, from + width, step);
    }
    for (; nextSampled < x + after; nextSampled += step(rows.length)) {
      sample(points[nextSampled - x], from);
    }
  }

  /**
   * Ends with the tile, whose rows have all been looked at.
   *
   * @param below the tile a layer below, of the same size; null if there is none to compare with
   */
  public TileSketch end(Image tile, @Nullable Image below) {
    long sum = 0;
    int solidPoints = 0;
    int saturatedPoints = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += sums[i];
      solidPoints += solid[i];
      saturatedPoints += saturated[i];
    }
    boolean isVoid = solidPoints == 0 && isVoid(tile);
    return new TileSketch(
        isVoid,
        !isVoid && below != null && Arrays.equals(tile.pixels(), below.pixels()),
        solidPoints,
        saturatedPoints,
        sum,
        rows,
        Arrays.copyOfRange(columns, first, first + width));
  }

  private void sample(int[] row, int from) {
    int after = from + width;
    if (columns.length < after) {
      columns = new int[after];
      sums = new int[after];
      solid = new int[after];
      saturated = new int[after];
    }
    first = from;
    add(columns, row, from, after);
    addSolid(row, voidBelow, sums, solid, from, after);
    addAbove(row, saturatedAbove, saturated, from, after);
  }

  private static int sum(int[] row, int from, int to, int step) {
    int sum = 0;
    for (int at = from; at < to; at += step) {
      sum += row[at];
    }
    return sum;
  }

  /*
   * Column by column, and each loop in a method of its own: so HotSpot turns them into vector
   * instructions.
   */

  private static void add(int[] sum, int[] row, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += row[i];
    }
  }

  private static void addSolid(
      int[] row, int voidBelow, int[] sums, int[] solid, int from, int to) {
    for (int i = from; i < to; i++) {
      // All ones for a solid point, else 0.
      int mask = ~((row[i] - voidBelow) >> 31);
      sums[i] += row[i] & mask;
      solid[i] -= mask;
    }
  }

  private static void addAbove(int[] row, int threshold, int[] above, int from, int to) {
    for (int i = from; i < to; i++) {
      above[i] += (threshold - row[i]) >>> 31;
    }
  }

  private boolean isVoid(Image tile) {
    for (short pixel : tile.pixels()) {
      if (Short.toUnsignedInt(pixel) >= voidBelow) {
        return false;
      }
    }
    return true;
  }

  private static int step(int length) {
    return Math.max(1, Math.min(STEP, length / STEP));
  }
}
