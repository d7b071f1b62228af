package org.meltwatch.transforms.order;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.transforms.state.StateCoder;

/**
 * The bookkeeping of one tile key: which layer comes next, which ones wait, which ones were given
 * up. It holds no tiles, so it is small enough to be read and written with every event.
 *
 * <p>Layers given up are remembered, for a tile of one of them is late while any other tile that
 * comes again is a duplicate. Consecutive ones cost 8 bytes together. After {@link #MOST_GAPS}
 * separate ones the oldest are forgotten: what then still comes for them is taken for a duplicate.
 */
final class LayerSequence {

  static final int MOST_GAPS = 1000;

  /** What becomes of a tile that arrives. */
  enum Verdict {
    /** Its turn is now or later. */
    IN_SEQUENCE,
    /** Its layer was given up before, and no other late tile came for it. */
    LATE,
    /** Its layer came before. */
    DUPLICATE
  }

  private int next;
  private final LayerRanges givenUp;
  private final LayerRanges late;
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private long arrived;
  private long expected = Long.MAX_VALUE;
  private int height;
  private int width;

  LayerSequence(int firstLayer) {
    this(firstLayer, new LayerRanges(), new LayerRanges());
  }

  private LayerSequence(int next, LayerRanges givenUp, LayerRanges late) {
    this.next = next;
    this.givenUp = givenUp;
    this.late = late;
  }

  /** The sequence in a state, to be changed and written back; null if there is none. */
  static @Nullable LayerSequence from(ValueState<LayerSequence> state) {
    LayerSequence sequence = state.read();
    return sequence == null ? null : sequence.copy();
  }

  /**
   * A sequence of its own in the same state. What is in an engine's state is never changed in
   * place: engines share it with the snapshot that they are just writing.
   */
  LayerSequence copy() {
    LayerSequence copy = new LayerSequence(next, givenUp.copy(), late.copy());
    copy.waiting.addAll(waiting);
    copy.arrived = arrived;
    copy.expected = expected;
    copy.height = height;
    copy.width = width;
    return copy;
  }

  /** Takes note of a tile; one that is in sequence waits until it is {@link #take}n. */
  Verdict arrive(int layer) {
    arrived++;
    if (givenUp.contains(layer)) {
      return late.contains(layer) ? Verdict.DUPLICATE : Verdict.LATE;
    }
    return layer < next || !waiting.add(layer) ? Verdict.DUPLICATE : Verdict.IN_SEQUENCE;
  }

  /** Takes note of a late tile that is answered: the next one of its layer is a duplicate. */
  void answerLate(int layer) {
    late.add(layer, layer + 1);
  }

  /** True if the next layer waits, once layers given up are passed over. */
  boolean isReady() {
    next = givenUp.firstAbsent(next);
    return waiting.contains(next);
  }

  /** Moves on past the next layer, which must wait. */
  void take() {
    waiting.remove(next);
    next++;
  }

  /** The layer that would come next. */
  int next() {
    return next;
  }

  boolean isAnyWaiting() {
    return !waiting.isEmpty();
  }

  /** How many tiles wait. */
  int waiting() {
    return waiting.size();
  }

  /** The lowest layer that waits; there must be one. */
  int firstWaiting() {
    return waiting.first();
  }

  /**
   * Gives up the layers of {@code [from, to)} that neither came nor wait nor were given up before.
   *
   * @return those layers, as ranges
   */
  List<Gap> giveUp(int from, int to, Gap.Cause cause) {
    List<Gap> gaps = new ArrayList<>();
    int start = Math.max(from, next);
    for (int layer : waiting.subSet(start, Math.max(start, to))) {
      addGaps(gaps, start, layer, cause);
      start = layer + 1;
    }
    addGaps(gaps, start, to, cause);
    gaps.forEach(gap -> forget(gap.from(), gap.to()));
    return gaps;
  }

  /** The layer after the last one that was given up; 0 if none was. */
  int endOfGivenUp() {
    return givenUp.end();
  }

  /** Counts a layer that came as given up, because its tile turned out to be unusable. */
  void reject(int layer) {
    forget(layer, layer + 1);
  }

  private void addGaps(List<Gap> gaps, int from, int to, Gap.Cause cause) {
    for (int[] gap : givenUp.absentFrom(from, to)) {
      gaps.add(new Gap(gap[0], gap[1], cause));
    }
  }

  private void forget(int from, int to) {
    givenUp.add(from, to);
    // What lies above the next layer is still to be passed over, and must not be forgotten.
    while (givenUp.count() > MOST_GAPS && givenUp.lowestEnd() <= next) {
      late.removeBelow(givenUp.removeLowest());
    }
  }

  /** True if the image has the size of the key's tiles; the first one decides. */
  boolean fits(TileImage image) {
    if (height == 0) {
      height = image.height();
      width = image.width();
    }
    return height == image.height() && width == image.width();
  }

  /** The size of the key's tiles, as {@code height x width}. */
  String size() {
    return height + " x " + width;
  }

  /** Says how many tiles the key will have had when everything has arrived. */
  void expect(long tiles) {
    expected = tiles;
  }

  /** True if everything has arrived and nothing waits: the key's state is needed no longer. */
  boolean isOver() {
    return arrived >= expected && waiting.isEmpty();
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(next);
    givenUp.write(out);
    late.write(out);
    out.writeInt(waiting.size());
    for (int layer : waiting) {
      out.writeInt(layer);
    }
    out.writeLong(arrived);
    out.writeLong(expected);
    out.writeInt(height);
    out.writeInt(width);
  }

  static LayerSequence read(DataInputStream in) throws IOException {
    LayerSequence sequence =
        new LayerSequence(in.readInt(), LayerRanges.read(in), LayerRanges.read(in));
    int waiting = in.readInt();
    for (int i = 0; i < waiting; i++) {
      sequence.waiting.add(in.readInt());
    }
    sequence.arrived = in.readLong();
    sequence.expected = in.readLong();
    sequence.height = in.readInt();
    sequence.width = in.readInt();
    return sequence;
  }

  /** Encodes the sequence for state. */
  static final class SequenceCoder extends StateCoder<LayerSequence> {

    @Override
    protected void write(LayerSequence value, DataOutputStream out) throws IOException {
      value.write(out);
    }

    @Override
    protected LayerSequence read(DataInputStream in) throws IOException {
      return LayerSequence.read(in);
    }
  }
}
