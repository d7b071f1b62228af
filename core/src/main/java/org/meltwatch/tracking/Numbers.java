package org.meltwatch.tracking;

import java.util.Arrays;

/** Whole numbers in a row that grows. */
final class Numbers {

  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  void add(int one, int two, int three, int four) {
    add(one);
    add(two);
    add(three);
    add(four);
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
