package org.meltwatch.transforms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.meltwatch.coders.TileKeyCoder;
import org.meltwatch.model.Arrival;
import org.meltwatch.model.Gap;
import org.meltwatch.model.KeyEnd;
import org.meltwatch.model.LayerEvent;
import org.meltwatch.model.Receipt;
import org.meltwatch.model.TileKey;

/**
 * What all lanes together have handed on, and so which layers can no longer come.
 *
 * <pre>
 * The challenger counts batch_ids up, so every lane can say the smallest id that it may still hand
 * on: its low-water mark. The smallest mark over all lanes, W, is a promise about the whole bench:
 * every batch below W has been handed on. A layer is missing for good once a tile above it waits
 * whose own batch_id is at most W.
 *
 * An engine may deliver a lane's messages in any order. A mark counts only when every position up to
 * it has been seen; positions are dense, so that is a comparison of numbers. Nothing here depends on
 * order, watermarks or clocks, which is why it means the same on every engine.
 * </pre>
 */
final class Handouts {

  private final int firstLayer;
  private final List<LaneProgress> lanes = new ArrayList<>();
  private final Map<TileKey, KeyLayers> keys = new TreeMap<>();

  Handouts(int firstLayer) {
    this.firstLayer = firstLayer;
  }

  /**
   * Handouts of their own in the same state. What is in an engine's state is never changed in
   * place: engines share it with the snapshot that they are just writing.
   */
  Handouts copy() {
    Handouts copy = new Handouts(firstLayer);
    lanes.forEach(lane -> copy.lanes.add(lane.copy()));
    keys.forEach((key, layers) -> copy.keys.put(key, layers.copy()));
    return copy;
  }

  /** Takes note of a message and tells {@code out} what is now proven, key by key. */
  void note(Arrival arrival, BiConsumer<TileKey, LayerEvent> out) {
    Receipt receipt = arrival.receipt();
    while (lanes.size() < receipt.lanes()) {
      lanes.add(new LaneProgress());
    }
    if (!lanes.get(receipt.lane()).note(receipt)) {
      return;
    }
    TileKey key = arrival.key();
    if (key != null) {
      boolean refused = arrival.kind() == Arrival.Kind.REFUSED;
      boolean first =
          keys.computeIfAbsent(key, absent -> new KeyLayers(firstLayer))
              .note(arrival.layer(), arrival.seqId(), refused);
      if (refused && first) {
        out.accept(key, new Gap(arrival.layer(), arrival.layer() + 1, true));
      }
    }
    long lowWater = lowWater();
    keys.forEach((waiting, layers) -> layers.giveUp(lowWater, gap -> out.accept(waiting, gap)));
    if (isOver()) {
      keys.forEach((ended, layers) -> out.accept(ended, new KeyEnd(layers.tiles())));
    }
  }

  /** True once every lane has ended and everything that they handed on has been seen. */
  boolean isOver() {
    return lowWater() == Receipt.NOTHING_MORE;
  }

  private long lowWater() {
    return lanes.stream().mapToLong(LaneProgress::lowWater).min().orElse(0);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(firstLayer);
    out.writeInt(lanes.size());
    for (LaneProgress lane : lanes) {
      lane.write(out);
    }
    out.writeInt(keys.size());
    for (Map.Entry<TileKey, KeyLayers> key : keys.entrySet()) {
      TileKeyCoder.of().encode(key.getKey(), out);
      key.getValue().write(out);
    }
  }

  static Handouts read(DataInputStream in) throws IOException {
    Handouts handouts = new Handouts(in.readInt());
    int lanes = in.readInt();
    for (int i = 0; i < lanes; i++) {
      handouts.lanes.add(LaneProgress.read(in));
    }
    int keys = in.readInt();
    for (int i = 0; i < keys; i++) {
      handouts.keys.put(TileKeyCoder.of().decode(in), KeyLayers.read(in));
    }
    return handouts;
  }

  /** The positions of one lane that have been seen. */
  private static final class LaneProgress {

    private long next;
    private long lowWater;
    private final TreeMap<Long, Long> early = new TreeMap<>();

    LaneProgress copy() {
      LaneProgress copy = new LaneProgress();
      copy.next = next;
      copy.lowWater = lowWater;
      copy.early.putAll(early);
      return copy;
    }

    /** Takes note of a position; false if it had been seen before. */
    boolean note(Receipt receipt) {
      if (receipt.position() < next
          || early.putIfAbsent(receipt.position(), receipt.lowWater()) != null) {
        return false;
      }
      while (!early.isEmpty() && early.firstKey() == next) {
        lowWater = Math.max(lowWater, early.pollFirstEntry().getValue());
        next++;
      }
      return true;
    }

    long lowWater() {
      return lowWater;
    }

    void write(DataOutputStream out) throws IOException {
      out.writeLong(next);
      out.writeLong(lowWater);
      out.writeInt(early.size());
      for (Map.Entry<Long, Long> position : early.entrySet()) {
        out.writeLong(position.getKey());
        out.writeLong(position.getValue());
      }
    }

    static LaneProgress read(DataInputStream in) throws IOException {
      LaneProgress lane = new LaneProgress();
      lane.next = in.readLong();
      lane.lowWater = in.readLong();
      int early = in.readInt();
      for (int i = 0; i < early; i++) {
        lane.early.put(in.readLong(), in.readLong());
      }
      return lane;
    }
  }
}
