package org.meltwatch.quality;

import java.util.Arrays;
import java.util.Locale;

/**
 * What the image quality of a layer needs to know of one of its tiles, from a sample of its points.
 * Arrays are owned by the sketch and never written to afterwards.
 *
 * @param isVoid whether all points of the tile are void, not only of the sample
 * @param isRepeated whether it is not void, and equal to the tile below, point by point; false if
 *     that was not looked at
 * @param solid how many points of the sample are not void
 * @param saturated how many of the sample are saturated
 * @param sum of the solid points' values
 * @param rows of each row of the tile the sum over a sample of its columns
 * @param columns of each column of the tile the sum over a sample of its rows
 */
public record TileSketch(
    boolean isVoid,
    boolean isRepeated,
    int solid,
    int saturated,
    long sum,
    int[] rows,
    int[] columns) {

  @Override
  public boolean equals(Object other) {
    return other instanceof TileSketch that
        && isVoid == that.isVoid
        && isRepeated == that.isRepeated
        && solid == that.solid
        && saturated == that.saturated
        && sum == that.sum
        && Arrays.equals(rows, that.rows)
        && Arrays.equals(columns, that.columns);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sum) * 31 + Arrays.hashCode(rows);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "TileSketch[%d solid, %d saturated, sum %d, void %s, repeated %s]",
        solid,
        saturated,
        sum,
        isVoid,
        isRepeated);
  }
}
