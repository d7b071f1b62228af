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
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.coders.TileCoder;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.Tile;

/** Orders by double buffering, see {@link OrderLayers#byBufferOrSilence}. */
final class OrderByBufferOrSilenceFn extends DoFn<KV<TileKey, LayerEvent>, LayerWindow> {

  private final int firstLayer;
  private final int maxBuffered;
  private final Duration gapTimeout;

  /** Which layer is next, which wait, which were given up; cleared when the key is over. */
  @StateId("sequence")
  private final StateSpec<ValueState<LayerSequence>> sequenceSpec =
      StateSpecs.value(new LayerSequence.SequenceCoder());

  /** Tiles that came before their turn; empty while tiles come in order. */
  @StateId("waiting")
  private final StateSpec<BagState<Tile>> waitingSpec = StateSpecs.bag(TileCoder.of());

  /** The last even layer that was let out, for the windows of the next two. */
  @StateId("even")
  private final StateSpec<ValueState<Tile>> evenSpec = StateSpecs.value(TileCoder.of());

  /** The last odd layer that was let out, for the windows of the next two. */
  @StateId("odd")
  private final StateSpec<ValueState<Tile>> oddSpec = StateSpecs.value(TileCoder.of());

  /** Set when a tile begins to wait. */
  @TimerId("silence")
  private final TimerSpec silenceSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  OrderByBufferOrSilenceFn(int firstLayer, int maxBuffered, Duration gapTimeout) {
    this.firstLayer = firstLayer;
    this.maxBuffered = maxBuffered;
    this.gapTimeout = gapTimeout;
  }

  @ProcessElement
  public void process(
      @Element KV<TileKey, LayerEvent> element,
      @AlwaysFetched @StateId("sequence") ValueState<LayerSequence> state,
      @StateId("waiting") BagState<Tile> waiting,
      @StateId("even") ValueState<Tile> even,
      @StateId("odd") ValueState<Tile> odd,
      @TimerId("silence") Timer silence,
      MultiOutputReceiver out) {
    LayerSequence sequence = orFirst(LayerSequence.from(state));
    LayerRelease release = new LayerRelease(element.getKey(), sequence, waiting, even, odd, out);
    release.take(element.getValue());
    release.relieve(maxBuffered);
    if (sequence.isOver()) {
      state.clear();
      release.clear();
    } else {
      listen(sequence, silence);
      state.write(sequence);
    }
  }

  /**
   * The timer is set once, when waiting begins, and moves its own deadline on when it fires: a
   * timer that every arrival set anew would never fire on some engines and fire twice on others.
   */
  private void listen(LayerSequence sequence, Timer silence) {
    boolean listening = sequence.silentUntil() != 0;
    if (!sequence.isAnyWaiting()) {
      return;
    }
    sequence.setSilentUntil(silence.getCurrentRelativeTime().plus(gapTimeout).getMillis());
    if (!listening) {
      silence.offset(gapTimeout).setRelative();
    }
  }

  /** Ends a silence that is as long as the timeout, or waits for the rest of it. */
  @OnTimer("silence")
  public void onSilence(
      @Key TileKey key,
      @AlwaysFetched @StateId("sequence") ValueState<LayerSequence> state,
      @StateId("waiting") BagState<Tile> waiting,
      @StateId("even") ValueState<Tile> even,
      @StateId("odd") ValueState<Tile> odd,
      @TimerId("silence") Timer silence,
      MultiOutputReceiver out) {
    LayerSequence sequence = LayerSequence.from(state);
    if (sequence == null) {
      return;
    }
    long left = sequence.silentUntil() - silence.getCurrentRelativeTime().getMillis();
    if (!sequence.isAnyWaiting()) {
      sequence.setSilentUntil(0);
    } else if (left > 0) {
      silence.offset(Duration.millis(left)).setRelative();
    } else {
      LayerRelease release = new LayerRelease(key, sequence, waiting, even, odd, out);
      release.giveUp(sequence.next(), sequence.firstWaiting(), Gap.Cause.SILENT);
      release.releaseBelow(Integer.MAX_VALUE);
      sequence.setSilentUntil(0);
      listen(sequence, silence);
    }
    state.write(sequence);
  }

  private LayerSequence orFirst(@Nullable LayerSequence sequence) {
    return sequence != null ? sequence : new LayerSequence(firstLayer);
  }
}
