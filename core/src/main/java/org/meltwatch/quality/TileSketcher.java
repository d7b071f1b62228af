package org.meltwatch.quality;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;

/**
 * Sketches tiles. Keeps its arrays from tile to tile; not for use by several threads.
 *
 * <p>The sums of rows and columns are the tile's profiles. Those of a plate that lies elsewhere are
 * moved. They are sums over points, so those of a plate are sums over its tiles.
 */
public final class TileSketcher {

  /** Every so many rows and columns are in the sample, and more of small tiles. */
  private static final int STEP = 16;

  private final int voidBelow;
  private final int saturatedAbove;
  private int[] line = {};
  private int[] sums = {};
  private int[] solid = {};
  private int[] saturated = {};

  /** A sketcher with the thresholds of the rules. */
  public TileSketcher(DefectRules rules) {
    voidBelow = rules.voidBelow();
    saturatedAbove = rules.saturatedAbove();
  }

  /**
   * Looks at a tile.
   *
   * @param below the tile a layer below, of the same size; null if there is none to compare with
   */
  public TileSketch sketch(Image tile, @Nullable Image below) {
    int width = tile.width();
    if (line.length != width) {
      line = new int[width];
      sums = new int[width];
      solid = new int[width];
      saturated = new int[width];
    }
    int[] columns = new int[width];
    sample(tile, columns);
    long sum = 0;
    int solidPoints = 0;
    int saturatedPoints = 0;
    for (int y = 0; y < width; y++) {
      sum += sums[y];
      solidPoints += solid[y];
      saturatedPoints += saturated[y];
    }
    boolean isVoid = solidPoints == 0 && isVoid(tile);
    return new TileSketch(
        isVoid,
        !isVoid && below != null && Arrays.equals(tile.pixels(), below.pixels()),
        solidPoints,
        saturatedPoints,
        sum,
        rows(tile),
        columns);
  }

  private void sample(Image tile, int[] columns) {
    Arrays.fill(sums, 0);
    Arrays.fill(solid, 0);
    Arrays.fill(saturated, 0);
    int step = step(tile.height());
    for (int x = step / 2; x < tile.height(); x += step) {
      unpack(tile.pixels(), x * tile.width(), line);
      add(line, columns);
      addSolid(line, voidBelow, sums, solid);
      addAbove(line, saturatedAbove, saturated);
    }
  }

  /*
   * Column by column, and each loop in a method of its own: so HotSpot turns them into vector
   * instructions.
   */

  private static void unpack(short[] pixels, int start, int[] line) {
    for (int y = 0; y < line.length; y++) {
      line[y] = Short.toUnsignedInt(pixels[start + y]);
    }
  }

  private static void add(int[] line, int[] columns) {
    for (int y = 0; y < line.length; y++) {
      columns[y] += line[y];
    }
  }

  private static void addSolid(int[] line, int voidBelow, int[] sums, int[] solid) {
    for (int y = 0; y < line.length; y++) {
      // All ones for a solid point, else 0.
      int mask = ~((line[y] - voidBelow) >> 31);
      sums[y] += line[y] & mask;
      solid[y] -= mask;
    }
  }

  private static void addAbove(int[] line, int threshold, int[] above) {
    for (int y = 0; y < line.length; y++) {
      above[y] += (threshold - line[y]) >>> 31;
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

  private static int[] rows(Image tile) {
    int[] rows = new int[tile.height()];
    int width = tile.width();
    int step = step(width);
    short[] pixels = tile.pixels();
    for (int x = 0; x < rows.length; x++) {
      int sum = 0;
      int end = (x + 1) * width;
      for (int at = x * width + step / 2; at < end; at += step) {
        sum += Short.toUnsignedInt(pixels[at]);
      }
      rows[x] = sum;
    }
    return rows;
  }

  private static int step(int length) {
    return Math.max(1, Math.min(STEP, length / STEP));
  }
}
