package org.meltwatch.tracking;

import java.util.Arrays;

/** Sets of numbers that become one where they are joined. */
final class Components {

  private final int[] parents;

  /** Every number below {@code size} by itself. */
  Components(int size) {
    parents = new int[size];
    Arrays.setAll(parents, i -> i);
  }

  /** Which set a number is in; the same for all numbers of it. */
  int find(int number) {
    int root = number;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  void join(int one, int other) {
    parents[find(one)] = find(other);
  }
}
