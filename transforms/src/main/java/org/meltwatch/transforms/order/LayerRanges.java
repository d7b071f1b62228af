package org.meltwatch.transforms.order;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of layers, kept as disjoint ranges: a gap of a thousand layers costs as much as one. */
final class LayerRanges {

  private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

  /** A set of its own with the same layers. */
  LayerRanges copy() {
    LayerRanges copy = new LayerRanges();
    copy.ranges.putAll(ranges);
    return copy;
  }

  /** Adds the layers of {@code [from, to)}. */
  void add(int from, int to) {
    int start = from;
    int end = to;
    Map.Entry<Integer, Integer> before = ranges.floorEntry(to);
    while (before != null && before.getValue() >= from) {
      start = Math.min(start, before.getKey());
      end = Math.max(end, before.getValue());
      ranges.remove(before.getKey());
      before = ranges.floorEntry(to);
    }
    ranges.put(start, end);
  }

  /** The parts of {@code [from, to)} that are not in the set, each as {from, to}. */
  List<int[]> absentFrom(int from, int to) {
    List<int[]> absent = new ArrayList<>();
    int start = firstAbsent(from);
    while (start < to) {
      Integer end = ranges.higherKey(start);
      absent.add(new int[] {start, end == null ? to : Math.min(end, to)});
      start = end == null ? to : firstAbsent(end);
    }
    return absent;
  }

  /** How many ranges the set consists of. */
  int count() {
    return ranges.size();
  }

  /** The layer after the last one of all; 0 if there is none. */
  int end() {
    return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
  }

  /** The layer after the last one of the lowest range. */
  int lowestEnd() {
    return ranges.firstEntry().getValue();
  }

  /** Takes the lowest range out; returns the layer after its last one. */
  int removeLowest() {
    return ranges.pollFirstEntry().getValue();
  }

  /** Takes all ranges out that begin below {@code layer}. */
  void removeBelow(int layer) {
    ranges.headMap(layer).clear();
  }

  boolean contains(int layer) {
    Map.Entry<Integer, Integer> range = ranges.floorEntry(layer);
    return range != null && layer < range.getValue();
  }

  /** The first layer at or above {@code layer} that is not in the set. */
  int firstAbsent(int layer) {
    Map.Entry<Integer, Integer> range = ranges.floorEntry(layer);
    return range != null && layer < range.getValue() ? range.getValue() : layer;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(ranges.size());
    for (Map.Entry<Integer, Integer> range : ranges.entrySet()) {
      out.writeInt(range.getKey());
      out.writeInt(range.getValue());
    }
  }

  static LayerRanges read(DataInputStream in) throws IOException {
    LayerRanges layers = new LayerRanges();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      layers.ranges.put(in.readInt(), in.readInt());
    }
    return layers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerRanges that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}
