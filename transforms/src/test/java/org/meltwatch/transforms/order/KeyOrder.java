package org.meltwatch.transforms.order;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.Tile;

/** The ordering of one tile key, driven as an engine drives it, by hand. */
final class KeyOrder {

  /** Which of the two orderings. */
  enum Kind {
    BUFFER,
    EVENT_TIME
  }

  /** All state and timers of the key at one moment, encoded. */
  record Snapshot(
      byte @Nullable [] sequence,
      byte[] waiting,
      byte @Nullable [] even,
      byte @Nullable [] odd,
      @Nullable Instant timer,
      @Nullable Instant end) {}

  private final TileKey key;
  private final Kind kind;
  private final Out out;
  private final OrderByBufferFn byBuffer;
  private final OrderByEventTimeFn byEventTime;
  private final MemoryStates.Value<TileSequence> sequence =
      new MemoryStates.Value<>(new TileSequence.TileSequenceCoder());
  private final MemoryStates.Bag<Tile> waiting = new MemoryStates.Bag<>(ModelCoders.TILE);
  private final MemoryStates.Value<Tile> even = new MemoryStates.Value<>(ModelCoders.TILE);
  private final MemoryStates.Value<Tile> odd = new MemoryStates.Value<>(ModelCoders.TILE);
  private final MemoryTimer timer = new MemoryTimer();
  private final MemoryTimer end = new MemoryTimer();

  KeyOrder(TileKey key, Kind kind, int maxBuffered, Out out) {
    this.key = key;
    this.kind = kind;
    this.out = out;
    this.byBuffer = new OrderByBufferFn(KeyStarts.at(0), maxBuffered);
    this.byEventTime = new OrderByEventTimeFn(KeyStarts.at(0), maxBuffered);
  }

  void process(LayerEvent event) {
    KV<TileKey, LayerEvent> element = KV.of(key, event);
    switch (kind) {
      case BUFFER -> byBuffer.process(element, sequence, waiting, even, odd, out);
      case EVENT_TIME ->
          byEventTime.process(
              element, GlobalWindow.INSTANCE, sequence, waiting, even, odd, timer, end, out);
    }
  }

  /** Lets the event-time timer fire as often as it is due. */
  void advanceWatermark(Instant watermark) {
    Instant due = timer.due();
    while (due != null && !due.isAfter(watermark)) {
      timer.clear();
      byEventTime.onLayer(key, due, sequence, waiting, even, odd, timer, out);
      due = timer.due();
    }
  }

  void endOfTime() {
    if (end.due() != null) {
      byEventTime.onEnd(key, sequence, waiting, even, odd, out);
    }
  }

  int waiting() {
    return waiting.size();
  }

  /** True if no tile is left; a gap that is told after the end leaves a few bytes without any. */
  boolean isCleared() {
    TileSequence left = sequence.read();
    return (left == null || !left.layers().isAnyWaiting())
        && waiting.size() == 0
        && even.read() == null
        && odd.read() == null;
  }

  Snapshot snapshot() {
    return new Snapshot(
        sequence.snapshot(),
        waiting.snapshot(),
        even.snapshot(),
        odd.snapshot(),
        timer.due(),
        end.due());
  }

  void restore(Snapshot snapshot) {
    sequence.restore(snapshot.sequence());
    waiting.restore(snapshot.waiting());
    even.restore(snapshot.even());
    odd.restore(snapshot.odd());
    timer.restore(snapshot.timer());
    end.restore(snapshot.end());
  }

  /** What came out, in order. */
  record Out(List<Object> outputs) implements MultiOutputReceiver {

    Out() {
      this(new ArrayList<>());
    }

    /** Takes back all but the first {@code count} outputs. */
    void cutTo(int count) {
      outputs.subList(count, outputs.size()).clear();
    }

    <T> List<T> of(Class<T> type) {
      return outputs.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public <T> OutputReceiver<T> get(TupleTag<T> tag) {
      return new Receiver<>(outputs);
    }

    @Override
    public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
      throw new UnsupportedOperationException("rows");
    }
  }

  private record Receiver<T>(List<Object> outputs) implements OutputReceiver<T> {

    @Override
    public OutputBuilder<T> builder(T value) {
      throw new UnsupportedOperationException("builder");
    }

    @Override
    public void output(T value) {
      outputs.add(value);
    }
  }
}
