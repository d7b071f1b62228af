package org.meltwatch.transforms.sequence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.state.ValueState;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.transforms.state.StateCoder;

/**
 * The bookkeeping of one key: which layer comes next, which ones wait, which ones were given up. It
 * holds no items, so it is small enough to be read and written with every event.
 *
 * <p>Layers given up are remembered, for an item of one of them is late while any other item that
 * comes again is a duplicate. Consecutive ones cost 8 bytes together. After {@link #MOST_GAPS}
 * separate ones the oldest are forgotten: what then still comes for them is taken for a duplicate.
 */
public final class LayerSequence {

  static final int MOST_GAPS = 1000;

  /** What becomes of an item that arrives. */
  enum Verdict {
    /** Its turn is now or later. */
    IN_SEQUENCE,
    /** Its layer was given up before, and no other late item came for it. */
    LATE,
    /** Its layer came before. */
    DUPLICATE
  }

  private int next;
  private final Ranges givenUp;
  private final Ranges late;
  private final TreeSet<Integer> waiting = new TreeSet<>();
  private long arrived;
  private long expected = Long.MAX_VALUE;

  /** The sequence of a key of which nothing came yet, and whose first layer is known. */
  public LayerSequence(int firstLayer) {
    this(firstLayer, new Ranges(), new Ranges());
  }

  /** The sequence of a key that begins where an earlier run has left it. */
  public LayerSequence(KeyStart start) {
    this(start.from());
    start.givenUp().forEach(range -> givenUp.add(range.first(), range.last()));
    start.late().forEach(range -> late.add(range.first(), range.last()));
  }

  private LayerSequence(int next, Ranges givenUp, Ranges late) {
    this.next = next;
    this.givenUp = givenUp;
    this.late = late;
  }

  /** The sequence in a state, to be changed and written back; a new one if there is none. */
  public static LayerSequence from(ValueState<LayerSequence> state, int firstLayer) {
    LayerSequence sequence = state.read();
    return sequence == null ? new LayerSequence(firstLayer) : sequence.copy();
  }

  /**
   * A sequence of its own in the same state. What is in an engine's state is never changed in
   * place: engines share it with the snapshot that they are just writing.
   */
  public LayerSequence copy() {
    LayerSequence copy = new LayerSequence(next, givenUp.copy(), late.copy());
    copy.waiting.addAll(waiting);
    copy.arrived = arrived;
    copy.expected = expected;
    return copy;
  }

  /** Takes note of an item; one that is in sequence waits until it is {@link #take}n. */
  Verdict arrive(int layer) {
    arrived++;
    if (givenUp.contains(layer)) {
      return late.contains(layer) ? Verdict.DUPLICATE : Verdict.LATE;
    }
    return layer < next || !waiting.add(layer) ? Verdict.DUPLICATE : Verdict.IN_SEQUENCE;
  }

  /** Takes note of a late item that is answered: the next one of its layer is a duplicate. */
  void answerLate(int layer) {
    late.add(layer);
  }

  /** True if the next layer waits, once layers given up are passed over. */
  boolean isReady() {
    next = (int) givenUp.firstMissing(next);
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

  public boolean isAnyWaiting() {
    return !waiting.isEmpty();
  }

  /** How many items wait. */
  int waiting() {
    return waiting.size();
  }

  /** The lowest layer that waits; there must be one. */
  public int firstWaiting() {
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
    return givenUp.isEmpty() ? 0 : (int) givenUp.last() + 1;
  }

  /** Counts a layer that came as given up, because its item turned out to be unusable. */
  void reject(int layer) {
    forget(layer, layer + 1);
  }

  private void addGaps(List<Gap> gaps, int from, int to, Gap.Cause cause) {
    if (from < to) {
      for (IdRange gap : givenUp.missingFrom(new IdRange(from, to - 1))) {
        gaps.add(new Gap((int) gap.first(), (int) gap.last() + 1, cause));
      }
    }
  }

  private void forget(int from, int to) {
    givenUp.add(from, to - 1);
    // What lies above the next layer is still to be passed over, and must not be forgotten.
    while (givenUp.count() > MOST_GAPS && givenUp.firstRange().last() < next) {
      long remembered = givenUp.firstRange().last() + 1;
      givenUp.removeBelow(remembered);
      late.removeBelow(remembered);
    }
  }

  /** Says how many items the key will have had when everything has arrived. */
  public void expect(long items) {
    expected = items;
  }

  /** True if everything has arrived and nothing waits: the key's state is needed no longer. */
  public boolean isOver() {
    return arrived >= expected && waiting.isEmpty();
  }

  /** Writes the sequence, as a part of a larger state. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(next);
    write(givenUp, out);
    write(late, out);
    out.writeInt(waiting.size());
    for (int layer : waiting) {
      out.writeInt(layer);
    }
    out.writeLong(arrived);
    out.writeLong(expected);
  }

  /** Reads what {@link #write} has written. */
  public static LayerSequence read(DataInputStream in) throws IOException {
    LayerSequence sequence = new LayerSequence(in.readInt(), readRanges(in), readRanges(in));
    int waiting = in.readInt();
    for (int i = 0; i < waiting; i++) {
      sequence.waiting.add(in.readInt());
    }
    sequence.arrived = in.readLong();
    sequence.expected = in.readLong();
    return sequence;
  }

  private static void write(Ranges layers, DataOutputStream out) throws IOException {
    out.writeInt(layers.count());
    for (IdRange range : layers.list()) {
      out.writeInt((int) range.first());
      out.writeInt((int) range.last() + 1);
    }
  }

  private static Ranges readRanges(DataInputStream in) throws IOException {
    Ranges layers = new Ranges();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      layers.add(in.readInt(), in.readInt() - 1);
    }
    return layers;
  }

  /** Encodes the sequence for state. */
  public static final class SequenceCoder extends StateCoder<LayerSequence> {

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
