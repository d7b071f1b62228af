package org.meltwatch.dashboard.runs;

import java.util.Arrays;

/** A list of whole numbers that grows at its end, unboxed. */
public final class Ints {

  private int[] values = new int[64];
  private int size;

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The number at an index. */
  public int get(int index) {
    return values[index];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** All of them. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
