package org.meltwatch.kernel.outliers;

import java.util.Arrays;

/**
 * Marks in a padded row, by an int's sign. {@link Arrays#mismatch}, which compares many ints at
 * once, jumps from mark to mark.
 */
final class Marks {

  private int[] marks = {};
  private int[] noMarks = {};

  /** Makes room for rows of a padded length; clears all marks if that is new. */
  void start(int padded) {
    if (marks.length != padded) {
      marks = new int[padded];
      noMarks = new int[padded];
    }
  }

  /** Marks the columns in which the row is between the two; unmarks the others. */
  void markBetween(int[] row, int low, int high, int from, int to) {
    RowLoops.markBetween(marks, row, low, high, from, to);
  }

  /** Unmarks the columns in which the row is neither above {@code limit} nor below its negative. */
  void keepBeyond(int[] row, int limit, int from, int to) {
    RowLoops.keepBeyond(marks, row, limit, from, to);
  }

  /** The first marked column in {@code [from, to)}, -1 if there is none. */
  int next(int from, int to) {
    int distance = Arrays.mismatch(marks, from, to, noMarks, from, to);
    return distance < 0 ? -1 : from + distance;
  }

  /** The end of a row without the unmarked columns before it; one must be marked. */
  int afterLast(int end) {
    int after = end;
    while (marks[after - 1] == 0) {
      after--;
    }
    return after;
  }
}
