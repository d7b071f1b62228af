package org.meltwatch.kernel.outliers;

import java.util.Arrays;
import org.meltwatch.model.OutlierList;

/** Takes outliers row by row, as a tile is stored, and hands them out column by column. */
final class OutlierCollector {

  private int[] x = {};
  private int[] y = {};
  private int[] numerators = {};
  private int size;
  private int[] ends = {};

  /** Forgets what it holds. */
  void start(int width) {
    size = 0;
    if (ends.length != width + 1) {
      ends = new int[width + 1];
    }
  }

  /** Takes an outlier. Rows, and the columns in each, must ascend. */
  void add(int row, int column, int numerator) {
    if (size == x.length) {
      int length = Math.max(64, 2 * size);
      x = Arrays.copyOf(x, length);
      y = Arrays.copyOf(y, length);
      numerators = Arrays.copyOf(numerators, length);
    }
    x[size] = row;
    y[size] = column;
    numerators[size] = numerator;
    size++;
  }

  /** All outliers by ascending column, in each by ascending row: a counting sort, linear. */
  OutlierList inScanOrder() {
    if (size == 0) {
      return OutlierList.none();
    }
    Arrays.fill(ends, 0);
    for (int i = 0; i < size; i++) {
      ends[y[i] + 1]++;
    }
    for (int column = 1; column < ends.length; column++) {
      ends[column] += ends[column - 1];
    }
    int[] sortedX = new int[size];
    int[] sortedY = new int[size];
    int[] sortedNumerators = new int[size];
    for (int i = 0; i < size; i++) {
      int place = ends[y[i]]++;
      sortedX[place] = x[i];
      sortedY[place] = y[i];
      sortedNumerators[place] = numerators[i];
    }
    return new OutlierList(sortedX, sortedY, sortedNumerators);
  }
}
