package org.meltwatch.tracking;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of layers that are mostly neighbours.
 *
 * @param bounds the first layer of each range and the one after its last, ascending; owned by the
 *     set and never written to afterwards
 */
public record LayerSet(int[] bounds) {

  static LayerSet of(int layer) {
    return new LayerSet(new int[] {layer, layer + 1});
  }

  /** How many layers there are. */
  public int size() {
    int size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      size += bounds[i + 1] - bounds[i];
    }
    return size;
  }

  /** The largest layer; there must be one. */
  public int last() {
    return bounds[bounds.length - 1] - 1;
  }

  /** The layers of both. */
  LayerSet with(LayerSet other) {
    int first = Math.min(bounds[0], other.bounds[0]);
    BitSet layers = new BitSet();
    addTo(layers, first);
    other.addTo(layers, first);
    Numbers all = new Numbers();
    for (int from = layers.nextSetBit(0); from >= 0; from = layers.nextSetBit(from)) {
      int to = layers.nextClearBit(from);
      all.add(first + from);
      all.add(first + to);
      from = to;
    }
    return new LayerSet(all.toArray());
  }

  private void addTo(BitSet layers, int first) {
    for (int i = 0; i < bounds.length; i += 2) {
      layers.set(bounds[i] - first, bounds[i + 1] - first);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerSet that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return "LayerSet" + Arrays.toString(bounds);
  }
}
