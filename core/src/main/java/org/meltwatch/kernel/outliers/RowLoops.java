package org.meltwatch.kernel.outliers;

/**
 * Arithmetic on whole rows, in padded columns {@code [from, to)}.
 *
 * <p>HotSpot turns a loop into vector instructions if it reads and writes at one index only, from
 * at most some six arrays, and is no longer than these are. It does not if the loop looks at
 * neighbouring indices; so whoever needs a neighbour {@link #shift shifts} the row first, which
 * costs less than a loop.
 */
final class RowLoops {

  private RowLoops() {}

  static void add(int[] sum, int[] p, int[] q, int[] r, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] = p[i] + q[i] + r[i];
    }
  }

  static void add(int[] sum, int[] p, int[] q, int[] r, int[] s, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] = p[i] + q[i] + r[i] + s[i];
    }
  }

  static void weigh(int[] weighted, int close, int[] p, int full, int[] q, int from, int to) {
    for (int i = from; i < to; i++) {
      weighted[i] = close * p[i] - full * q[i];
    }
  }

  /** Gives every column what the row has {@code by} columns to the right of it. */
  static int[] shift(int[] shifted, int[] row, int by, int from, int to) {
    System.arraycopy(row, from + by, shifted, from, to - from);
    return shifted;
  }

  /** Marks, by the sign, the values between the two; unmarks the others. */
  static void markBetween(int[] marks, int[] row, int low, int high, int from, int to) {
    for (int i = from; i < to; i++) {
      marks[i] = (low - row[i]) & (row[i] - high) & Integer.MIN_VALUE;
    }
  }

  /** Sets the numbers to 0 in which the row is not between the two. */
  static void keepBetween(int[] numbers, int[] row, int low, int high, int from, int to) {
    for (int i = from; i < to; i++) {
      numbers[i] &= ((low - row[i]) & (row[i] - high)) >> 31;
    }
  }

  /** Unmarks the columns in which the row is neither above {@code limit} nor below its negative. */
  static void keepBeyond(int[] marks, int[] row, int limit, int from, int to) {
    for (int i = from; i < to; i++) {
      marks[i] &= (limit - row[i]) | (limit + row[i]);
    }
  }
}
