package org.meltwatch.tracking;

import java.util.Arrays;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.kernel.outliers.RowVisitor;
import org.meltwatch.model.Image;

/** Finds the runs of saturated points of a tile, some rows at once, until all have been seen. */
final class SaturatedRuns {

  private final Ring deviations;
  private final int saturatedAbove;
  private final EdgeRuns edges;
  private final Numbers runs = new Numbers();
  private int[] marks = {};
  private int[] noMarks = {};
  private int left;

  /**
   * Finds those of an image.
   *
   * @param saturated how many of its points are saturated
   * @param edges of the image
   */
  SaturatedRuns(Image image, int saturated, int saturatedAbove, EdgeRuns edges) {
    this.deviations = Ring.ofDeviations(image.height(), image.width());
    this.saturatedAbove = saturatedAbove;
    this.edges = edges;
    this.left = saturated;
  }

  /** Looks at {@link RowVisitor#ROWS} rows, or fewer at the end of the image. */
  void add(int x, int[][] rows, int from) {
    if (left <= 0) {
      return;
    }
    int after = from + deviations.width();
    if (marks.length < after) {
      marks = new int[after];
      noMarks = new int[after];
    }
    mark(marks, rows, saturatedAbove, from, after);
    int distance = Arrays.mismatch(marks, from, after, noMarks, from, after);
    if (distance >= 0) {
      int first = from + distance;
      while (marks[after - 1] == 0) {
        after--;
      }
      int end = Math.min(rows.length, deviations.height() - x);
      for (int i = 0; i < end; i++) {
        addRow(x + i, rows[i], from, first, after);
      }
    }
  }

  int[] toArray() {
    return runs.toArray();
  }

  /** Looks at a row where any of those that are looked at together is saturated. */
  private void addRow(int x, int[] row, int from, int first, int after) {
    int i = first;
    while (i < after) {
      if (row[i] <= saturatedAbove) {
        i++;
        continue;
      }
      int start = i;
      while (i < after && row[i] > saturatedAbove) {
        i++;
      }
      left -= i - start;
      if (deviations.isInnerRow(x)) {
        addRuns(
            x,
            Math.max(start - from, deviations.inside()),
            Math.min(i - from, deviations.width() - deviations.inside()));
      }
    }
  }

  /** Adds the points of a row in runs that are all edge or all not. */
  private void addRuns(int x, int from, int end) {
    boolean isEdge = false;
    for (int start = from; start < end; ) {
      int after = edges.next(!isEdge, x, start, end);
      if (after > start) {
        runs.add(x, start, after - start, isEdge ? 1 : 0);
      }
      start = after;
      isEdge = !isEdge;
    }
  }

  /** Marks, by the sign, the columns in which any row is above the threshold; a quick loop. */
  private static void mark(int[] marks, int[][] rows, int above, int from, int to) {
    int[] p = rows[0];
    int[] q = rows[1];
    int[] r = rows[2];
    int[] s = rows[3];
    for (int i = from; i < to; i++) {
      marks[i] =
          ((above - p[i]) | (above - q[i]) | (above - r[i]) | (above - s[i])) & Integer.MIN_VALUE;
    }
  }
}
