package org.meltwatch.transforms.order;

import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.transforms.sequence.InOrder;
import org.meltwatch.transforms.sequence.LayerSequence;

/**
 * Orders by event time, see {@link OrderLayers#byEventTime}: layer l is the second [l, l + 1), and
 * its tile is let out when the watermark has passed that second. Layers that were refused are told,
 * so that they are not taken for missing.
 */
final class OrderByEventTimeFn extends DoFn<KV<TileKey, LayerEvent>, LayerWindow> {

  private static final long LAYER_MILLIS = 1000;

  private final KeyStarts starts;
  private final int maxBuffered;

  /** Which layer is next, which wait, which were given up. */
  @StateId("sequence")
  private final StateSpec<ValueState<TileSequence>> sequenceSpec =
      StateSpecs.value(new TileSequence.TileSequenceCoder());

  /** Tiles that wait for the watermark. */
  @StateId("waiting")
  private final StateSpec<BagState<Tile>> waitingSpec = StateSpecs.bag(ModelCoders.TILE);

  /** The last even layer that was let out, for the windows of the next two. */
  @StateId("even")
  private final StateSpec<ValueState<Tile>> evenSpec = StateSpecs.value(ModelCoders.TILE);

  /** The last odd layer that was let out, for the windows of the next two. */
  @StateId("odd")
  private final StateSpec<ValueState<Tile>> oddSpec = StateSpecs.value(ModelCoders.TILE);

  /** Fires when the watermark has passed the lowest layer that waits. */
  @TimerId("layer")
  private final TimerSpec layerSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  /** Fires at the end of time, when the key's state is needed no longer. */
  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  OrderByEventTimeFn(KeyStarts starts, int maxBuffered) {
    this.starts = starts;
    this.maxBuffered = maxBuffered;
  }

  @ProcessElement
  public void process(
      @Element KV<TileKey, LayerEvent> element,
      BoundedWindow window,
      @AlwaysFetched @StateId("sequence") ValueState<TileSequence> state,
      @StateId("waiting") BagState<Tile> waiting,
      @StateId("even") ValueState<Tile> even,
      @StateId("odd") ValueState<Tile> odd,
      @TimerId("layer") Timer layer,
      @TimerId("end") Timer end,
      MultiOutputReceiver out) {
    KeyStart start = starts.of(element.getKey());
    TileSequence sequence = TileSequence.from(state);
    if (sequence == null) {
      sequence = new TileSequence(start);
      end.set(window.maxTimestamp());
    }
    InOrder<Tile> tiles =
        TileWindows.inOrder(element.getKey(), start, sequence, waiting, even, odd, out);
    LayerEvent event = element.getValue();
    if (event instanceof Tile tile && tiles.hold(tile)) {
      tiles.relieve(maxBuffered);
      setFor(sequence.layers(), layer);
    } else if (event instanceof Gap gap) {
      tiles.giveUp(gap);
    }
    state.write(sequence);
  }

  /** Lets out everything up to the layer that the watermark has passed, gaps or not. */
  @OnTimer("layer")
  public void onLayer(
      @Key TileKey key,
      @Timestamp Instant passed,
      @AlwaysFetched @StateId("sequence") ValueState<TileSequence> state,
      @StateId("waiting") BagState<Tile> waiting,
      @StateId("even") ValueState<Tile> even,
      @StateId("odd") ValueState<Tile> odd,
      @TimerId("layer") Timer layer,
      MultiOutputReceiver out) {
    TileSequence sequence = TileSequence.from(state);
    if (sequence == null) {
      return;
    }
    int limit = (int) Math.min(Integer.MAX_VALUE, passed.getMillis() / LAYER_MILLIS + 1);
    TileWindows.inOrder(key, starts.of(key), sequence, waiting, even, odd, out)
        .releaseAllBelow(limit);
    setFor(sequence.layers(), layer);
    state.write(sequence);
  }

  /**
   * Lets out what still waits and clears the key's state at the end of the stream. An engine may
   * fire this timer before one for an earlier layer that was set while the time ran out.
   */
  @OnTimer("end")
  public void onEnd(
      @Key TileKey key,
      @AlwaysFetched @StateId("sequence") ValueState<TileSequence> state,
      @StateId("waiting") BagState<Tile> waiting,
      @StateId("even") ValueState<Tile> even,
      @StateId("odd") ValueState<Tile> odd,
      MultiOutputReceiver out) {
    TileSequence sequence = TileSequence.from(state);
    if (sequence != null) {
      TileWindows.inOrder(key, starts.of(key), sequence, waiting, even, odd, out).finish();
    }
    state.clear();
    waiting.clear();
    even.clear();
    odd.clear();
  }

  private static void setFor(LayerSequence sequence, Timer layer) {
    if (sequence.isAnyWaiting()) {
      layer.set(Instant.ofEpochMilli((sequence.firstWaiting() + 1L) * LAYER_MILLIS - 1));
    }
  }
}
