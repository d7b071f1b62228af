package org.meltwatch.transforms.gaps;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.transforms.state.PersistentMap;

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
 *
 * Cost: a note takes time that grows with the logarithm of the number of keys, and a copy takes
 * none. Kept are some 150 bytes for every key there ever was (encoded 16 and its name), and 16 more
 * for every run of layers above a gap, of which a key has maxBuffered at the most.
 * </pre>
 */
public final class Handouts {

  /** A key that waits, in the order in which its oldest gap comes to be proven. */
  private record Proof(long seqId, TileKey key) implements Comparable<Proof> {

    private static final Comparator<Proof> ORDER =
        Comparator.comparingLong(Proof::seqId).thenComparing(Proof::key);

    @Override
    public int compareTo(Proof other) {
      return ORDER.compare(this, other);
    }
  }

  private final int maxBuffered;
  private final List<LaneProgress> lanes = new ArrayList<>();
  private PersistentMap<TileKey, KeyLayers> keys = PersistentMap.empty();
  private PersistentMap<Proof, Boolean> proofs = PersistentMap.empty();

  /** Null if nobody asks for batches in the order of their numbers. */
  private @Nullable BatchOrder order;

  /** Nothing handed on yet. */
  public Handouts(int maxBuffered) {
    this.maxBuffered = maxBuffered;
  }

  /** The same, which also put batches in the order of their numbers; to be asked at the start. */
  Handouts withBatchOrder() {
    order = new BatchOrder();
    return this;
  }

  /**
   * Handouts of their own in the same state. What is in an engine's state is never changed in
   * place: engines share it with the snapshot that they are just writing.
   */
  public Handouts copy() {
    Handouts copy = new Handouts(maxBuffered);
    lanes.forEach(lane -> copy.lanes.add(lane.copy()));
    copy.keys = keys;
    copy.proofs = proofs;
    copy.order = order == null ? null : order.copy();
    return copy;
  }

  /**
   * Takes note of a message and tells {@code out} what is now proven.
   *
   * @param starts where tile keys begin
   */
  public void note(Arrival arrival, KeyStarts starts, BiConsumer<TileKey, LayerEvent> out) {
    note(arrival, starts, out, (print, event) -> {});
  }

  /**
   * Takes note of a message.
   *
   * @param starts where tile keys begin
   * @param out is told what is now proven of tile keys
   * @param plates is told which batches of a print have been handed out, by ascending number, and
   *     when that is all; nothing without {@link #withBatchOrder}
   */
  void note(
      Arrival arrival,
      KeyStarts starts,
      BiConsumer<TileKey, LayerEvent> out,
      BiConsumer<String, PlateEvent> plates) {
    Receipt receipt = arrival.receipt();
    while (lanes.size() < receipt.lanes()) {
      lanes.add(new LaneProgress());
    }
    if (!lanes.get(receipt.lane()).note(receipt)) {
      return;
    }
    TileKey key = arrival.key();
    if (key != null) {
      note(key, arrival, starts, out);
    }
    long lowWater = lowWater();
    if (order != null) {
      order.note(arrival, lowWater, plates);
    }
    for (Proof proof = proofs.firstKey();
        proof != null && proof.seqId <= lowWater;
        proof = proofs.firstKey()) {
      giveUp(proof.key, Gap.Cause.PROVEN, out);
    }
    if (isOver()) {
      keys.forEach((ended, layers) -> out.accept(ended, new KeyEnd(layers.tiles())));
    }
  }

  private void note(
      TileKey key, Arrival arrival, KeyStarts starts, BiConsumer<TileKey, LayerEvent> out) {
    KeyLayers layers = keys.get(key);
    if (layers == null) {
      layers = KeyLayers.from(starts.of(key).from());
    }
    boolean refused = arrival.kind() == Arrival.Kind.REFUSED;
    KeyLayers noted = refused ? layers : layers.withTile();
    int layer = arrival.layer();
    if (!layers.has(layer)) {
      noted = noted.with(layer, arrival.seqId());
      if (refused) {
        out.accept(key, new Gap(layer, layer + 1, Gap.Cause.REFUSED));
      }
    }
    put(key, noted);
    if (noted.waiting().size() > maxBuffered) {
      giveUp(key, Gap.Cause.CROWDED, out);
    }
  }

  private void giveUp(TileKey key, Gap.Cause cause, BiConsumer<TileKey, LayerEvent> out) {
    KeyLayers layers = requireNonNull(keys.get(key), "layers");
    out.accept(key, layers.gap(cause));
    put(key, layers.withoutGap());
  }

  private void put(TileKey key, KeyLayers layers) {
    KeyLayers before = keys.get(key);
    Long oldProof = before == null ? null : before.proof();
    if (oldProof != null) {
      proofs = proofs.remove(new Proof(oldProof, key));
    }
    keys = keys.put(key, layers);
    Long proof = layers.proof();
    if (proof != null) {
      proofs = proofs.put(new Proof(proof, key), true);
    }
  }

  /** True once every lane has ended and everything that they handed on has been seen. */
  public boolean isOver() {
    return lowWater() == Receipt.NOTHING_MORE;
  }

  /** How many keys there are. */
  int keys() {
    return keys.size();
  }

  /** What is known of a key, or null if nothing came of it. */
  @Nullable KeyLayers layers(TileKey key) {
    return keys.get(key);
  }

  private long lowWater() {
    return lanes.stream().mapToLong(LaneProgress::lowWater).min().orElse(0);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(maxBuffered);
    out.writeInt(lanes.size());
    for (LaneProgress lane : lanes) {
      lane.write(out);
    }
    out.writeInt(keys.size());
    try {
      keys.forEach((key, layers) -> writeKey(key, layers, out));
      writeOrder(out);
    } catch (UncheckedIOException e) {
      throw requireNonNull(e.getCause(), "cause");
    }
  }

  private void writeOrder(DataOutputStream out) throws IOException {
    out.writeBoolean(order != null);
    if (order != null) {
      order.write(out);
    }
  }

  private static void writeKey(TileKey key, KeyLayers layers, DataOutputStream out) {
    try {
      ModelCoders.TILE_KEY.encode(key, out);
      layers.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the layers of " + key, e);
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
      handouts.put(ModelCoders.TILE_KEY.decode(in), KeyLayers.read(in));
    }
    handouts.order = in.readBoolean() ? BatchOrder.read(in) : null;
    return handouts;
  }
}
