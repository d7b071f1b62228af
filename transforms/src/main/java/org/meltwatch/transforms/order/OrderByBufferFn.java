package org.meltwatch.transforms.order;

import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.LayerWindow;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.transforms.sequence.InOrder;
import org.meltwatch.transforms.sequence.LayerSequence;

/**
 * Orders by double buffering, see {@link OrderLayers#byBuffer}. It has no timer, for engines run a
 * DoFn with timers at a cost, and some wrongly, even if it never sets one.
 */
final class OrderByBufferFn extends DoFn<KV<TileKey, LayerEvent>, LayerWindow> {

  private final KeyStarts starts;
  private final int maxBuffered;

  /** Which layer is next, which wait, which were given up; cleared when the key is over. */
  @StateId("sequence")
  private final StateSpec<ValueState<TileSequence>> sequenceSpec =
      StateSpecs.value(new TileSequence.TileSequenceCoder());

  /** Tiles that came before their turn; empty while tiles come in order. */
  @StateId("waiting")
  private final StateSpec<BagState<Tile>> waitingSpec = StateSpecs.bag(ModelCoders.TILE);

  /** The last even layer that was let out, for the windows of the next two. */
  @StateId("even")
  private final StateSpec<ValueState<Tile>> evenSpec = StateSpecs.value(ModelCoders.TILE);

  /** The last odd layer that was let out, for the windows of the next two. */
  @StateId("odd")
  private final StateSpec<ValueState<Tile>> oddSpec = StateSpecs.value(ModelCoders.TILE);

  OrderByBufferFn(KeyStarts starts, int maxBuffered) {
    this.starts = starts;
    this.maxBuffered = maxBuffered;
  }

  @ProcessElement
  public void process(
      @Element KV<TileKey, LayerEvent> element,
      @AlwaysFetched @StateId("sequence") ValueState<TileSequence> state,
      @StateId("waiting") BagState<Tile> waiting,
      @StateId("even") ValueState<Tile> even,
      @StateId("odd") ValueState<Tile> odd,
      MultiOutputReceiver out) {
    KeyStart start = starts.of(element.getKey());
    TileSequence stored = TileSequence.from(state);
    TileSequence sequence = stored != null ? stored : new TileSequence(start);
    LayerSequence layers = sequence.layers();
    InOrder<Tile> tiles =
        TileWindows.inOrder(element.getKey(), start, sequence, waiting, even, odd, out);
    LayerEvent event = element.getValue();
    if (event instanceof Tile tile) {
      tiles.take(tile);
    } else if (event instanceof Gap gap) {
      tiles.skip(gap);
    } else if (event instanceof KeyEnd end) {
      layers.expect(end.tiles());
    }
    tiles.relieve(maxBuffered);
    if (layers.isOver()) {
      state.clear();
      waiting.clear();
      even.clear();
      odd.clear();
    } else {
      state.write(sequence);
    }
  }
}
