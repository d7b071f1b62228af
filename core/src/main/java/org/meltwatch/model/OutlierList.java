package org.meltwatch.model;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;

/**
 * The outliers of a tile in scan order (y outer, x inner, both ascending), unboxed.
 *
 * @param x rows
 * @param y columns
 * @param numerators N = 60 C - 19 O of each, signed and exact. The three arrays are equally long,
 *     owned by the list and never written to after construction
 */
public record OutlierList(int[] x, int[] y, int[] numerators) {

  private static final OutlierList NONE = new OutlierList(new int[0], new int[0], new int[0]);

  public OutlierList {
    requireNonNull(x, "x");
    requireNonNull(y, "y");
    requireNonNull(numerators, "numerators");
    if (x.length != y.length || x.length != numerators.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "x, y and numerators (%d, %d, %d) must be equally long",
              x.length,
              y.length,
              numerators.length));
    }
  }

  /** The list of a tile without outliers. */
  public static OutlierList none() {
    return NONE;
  }

  /** How many outliers there are. */
  public int size() {
    return x.length;
  }

  /** The outlier at {@code index} in scan order. */
  public Outlier get(int index) {
    return new Outlier(x[index], y[index], numerators[index]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutlierList that
        && Arrays.equals(x, that.x)
        && Arrays.equals(y, that.y)
        && Arrays.equals(numerators, that.numerators);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(x) * 31 + Arrays.hashCode(y);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "OutlierList[%d]", size());
  }
}
