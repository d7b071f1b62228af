package org.meltwatch.quality;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Plate;

/**
 * The profiles of a layer of a plate. Arrays and set are owned by this and never written to
 * afterwards.
 *
 * @param present the numbers of the tiles that they are sums over
 * @param rows of each row of the plate the sum over a sample of its columns
 * @param columns of each column of the plate the sum over a sample of its rows
 */
public record Profiles(BitSet present, long[] rows, long[] columns) {

  /** How far a plate is looked for, in points, if it is large enough. */
  static final int REACH = 16;

  /** Of no tile. */
  static final Profiles NONE = new Profiles(new BitSet(), new long[0], new long[0]);

  /** The profiles of a layer by the sketches of its tiles, null for those that are absent. */
  static Profiles of(Plate plate, @Nullable TileSketch[] tiles) {
    BitSet present = new BitSet();
    long[] rows = {};
    long[] columns = {};
    for (int tile = 0; tile < tiles.length; tile++) {
      TileSketch sketch = tiles[tile];
      if (sketch == null) {
        continue;
      }
      if (present.isEmpty()) {
        rows = new long[Math.multiplyExact(plate.rows(), sketch.rows().length)];
        columns = new long[Math.multiplyExact(plate.columns(), sketch.columns().length)];
      }
      present.set(tile);
      add(rows, plate.row(tile), sketch.rows());
      add(columns, plate.column(tile), sketch.columns());
    }
    return new Profiles(present, rows, columns);
  }

  private static void add(long[] profile, int number, int[] ofTile) {
    int start = number * ofTile.length;
    for (int i = 0; i < ofTile.length; i++) {
      profile[start + i] += ofTile[i];
    }
  }

  /** True if they are of the same tiles, so that one says something about the other. */
  boolean isComparable(Profiles other) {
    return !present.isEmpty()
        && present.equals(other.present)
        && rows.length == other.rows.length
        && columns.length == other.columns.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Profiles that
        && present.equals(that.present)
        && Arrays.equals(rows, that.rows)
        && Arrays.equals(columns, that.columns);
  }

  @Override
  public int hashCode() {
    return present.hashCode() * 31 + Arrays.hashCode(rows);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Profiles[%d x %d, tiles %s]", rows.length, columns.length, present);
  }
}
