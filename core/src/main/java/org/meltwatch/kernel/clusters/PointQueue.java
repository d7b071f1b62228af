package org.meltwatch.kernel.clusters;

/** Points in the order in which they were added, in arrays that are kept. */
final class PointQueue {

  private int[] x = {};
  private int[] y = {};
  private int size;

  /** Empties the queue and makes room for {@code capacity} points. */
  void start(int capacity) {
    size = 0;
    if (x.length < capacity) {
      x = new int[capacity];
      y = new int[capacity];
    }
  }

  void add(int pointX, int pointY) {
    x[size] = pointX;
    y[size] = pointY;
    size++;
  }

  int size() {
    return size;
  }

  int x(int index) {
    return x[index];
  }

  int y(int index) {
    return y[index];
  }
}
