package org.meltwatch.transforms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.meltwatch.model.Gap;

/** The layers of one tile key that have been handed on. */
final class KeyLayers {

  private int next;
  private long tiles;
  private final TreeMap<Integer, Long> waiting = new TreeMap<>();

  KeyLayers(int firstLayer) {
    next = firstLayer;
  }

  KeyLayers copy() {
    KeyLayers copy = new KeyLayers(next);
    copy.tiles = tiles;
    copy.waiting.putAll(waiting);
    return copy;
  }

  /**
   * Takes note of a layer.
   *
   * @return true if it is the first message about this layer, and the layer had not been given up
   */
  boolean note(int layer, long seqId, boolean refused) {
    if (!refused) {
      tiles++;
    }
    if (layer < next || waiting.putIfAbsent(layer, seqId) != null) {
      return false;
    }
    advance();
    return true;
  }

  /** Gives up every layer that a tile with a {@code seq_id} up to the low-water mark waits for. */
  void giveUp(long lowWater, Consumer<Gap> out) {
    while (!waiting.isEmpty() && waiting.firstEntry().getValue() <= lowWater) {
      int from = next;
      next = waiting.firstKey();
      out.accept(new Gap(from, next, false));
      advance();
    }
  }

  /** How many readable tiles were handed on. */
  long tiles() {
    return tiles;
  }

  private void advance() {
    while (waiting.remove(next) != null) {
      next++;
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(next);
    out.writeLong(tiles);
    out.writeInt(waiting.size());
    for (Map.Entry<Integer, Long> layer : waiting.entrySet()) {
      out.writeInt(layer.getKey());
      out.writeLong(layer.getValue());
    }
  }

  static KeyLayers read(DataInputStream in) throws IOException {
    KeyLayers layers = new KeyLayers(in.readInt());
    layers.tiles = in.readLong();
    int waiting = in.readInt();
    for (int i = 0; i < waiting; i++) {
      layers.waiting.put(in.readInt(), in.readLong());
    }
    return layers;
  }
}
