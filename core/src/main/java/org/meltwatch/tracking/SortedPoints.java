package org.meltwatch.tracking;

/**
 * Points of a layer by row and column. Points of a row that are no farther from one another than
 * the distance of regions make up a chain, which belongs to one region as a whole.
 */
final class SortedPoints {

  /** Is told of points that are near. */
  @FunctionalInterface
  interface Near {
    void found(int one, int other);
  }

  private final int[] x;
  private final int[] y;

  /** For each point the one after its chain. */
  private final int[] afterChain;

  /** For each point the first one of the next row. */
  private final int[] afterRow;

  /**
   * Points.
   *
   * @param x rows, ascending
   * @param y columns, ascending in each row
   * @param chain how far points of a chain may be from the next
   */
  SortedPoints(int[] x, int[] y, int chain) {
    this.x = x;
    this.y = y;
    afterChain = new int[x.length];
    afterRow = new int[x.length];
    for (int i = x.length - 1; i >= 0; i--) {
      boolean isLast = i + 1 == x.length || x[i + 1] != x[i];
      afterRow[i] = isLast ? i + 1 : afterRow[i + 1];
      afterChain[i] = isLast || y[i + 1] - y[i] > chain ? i + 1 : afterChain[i + 1];
    }
  }

  int size() {
    return x.length;
  }

  /**
   * Finds the pairs of a point of these and one of the others that are no farther apart than a
   * Euclidean distance. Of each chain of the others, near a point, one is found.
   */
  void near(SortedPoints others, int distance, Near near) {
    int firstRow = 0;
    for (int from = 0; from < x.length; from = afterRow[from]) {
      while (firstRow < others.x.length && others.x[firstRow] < x[from] - distance) {
        firstRow = others.afterRow[firstRow];
      }
      for (int row = firstRow;
          row < others.x.length && others.x[row] <= x[from] + distance;
          row = others.afterRow[row]) {
        long away = (long) x[from] - others.x[row];
        nearInRow(from, others, row, width((long) distance * distance - away * away), near);
      }
    }
  }

  private void nearInRow(int from, SortedPoints others, int row, int width, Near near) {
    int first = row;
    for (int point = from; point < afterRow[from]; point++) {
      while (first < others.afterRow[row] && others.y[first] < y[point] - width) {
        first++;
      }
      for (int other = first;
          other < others.afterRow[row] && others.y[other] <= y[point] + width;
          other = others.afterChain[other]) {
        near.found(point, other);
      }
    }
  }

  /** The largest whole number whose square is not above this one. */
  private static int width(long square) {
    int width = (int) Math.sqrt((double) square);
    while ((long) width * width > square) {
      width--;
    }
    while ((width + 1L) * (width + 1L) <= square) {
      width++;
    }
    return width;
  }
}
