package org.meltwatch.transforms.gaps;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.meltwatch.coders.MessageCoders;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.coders.PlateCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.KeyStarts;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.tracking.PlateEvent;
import org.meltwatch.transforms.order.OrderLayers;
import org.meltwatch.transforms.state.StateCoder;

/**
 * Tells every tile key which of its layers will not come, and when nothing more will.
 *
 * <p>All arrivals of the bench go through one key: they are some 60 bytes each, and only together
 * are they evidence. Tiles do not pass through here, so a build without gaps does not wait for it.
 */
public final class FindGaps extends PTransform<PCollection<Arrival>, PCollectionTuple> {

  /** What tile keys are told. */
  public static final TupleTag<KV<TileKey, LayerEvent>> GAPS = new TupleTag<>() {};

  /** What the plates of prints are told, see {@link #withPlates}; otherwise nothing. */
  public static final TupleTag<KV<String, PlateEvent>> PLATES = new TupleTag<>() {};

  private final KeyStarts starts;
  private final int maxBuffered;
  private final boolean plates;

  private FindGaps(KeyStarts starts, int maxBuffered, boolean plates) {
    this.starts = starts;
    this.maxBuffered = maxBuffered;
    this.plates = plates;
  }

  /**
   * Finds the gaps in sequences that begin with {@code firstLayer}.
   *
   * @param firstLayer the first layer of every tile key
   * @param maxBuffered how many gaps a tile key may have that are not proven; when it has more, the
   *     oldest one is given up without proof. The same as for {@link OrderLayers}
   */
  public static FindGaps from(int firstLayer, int maxBuffered) {
    return from(KeyStarts.at(firstLayer), maxBuffered);
  }

  /** The same where tile keys begin each by itself. */
  public static FindGaps from(KeyStarts starts, int maxBuffered) {
    return new FindGaps(starts, maxBuffered, false);
  }

  /** The same with at most {@link OrderLayers#MAX_BUFFERED} gaps that are not proven. */
  public static FindGaps from(int firstLayer) {
    return from(firstLayer, OrderLayers.MAX_BUFFERED);
  }

  /** The same, and batches by ascending number for the plate of each print, if asked for. */
  public FindGaps withPlates(boolean asked) {
    return new FindGaps(starts, maxBuffered, asked);
  }

  @Override
  public PCollectionTuple expand(PCollection<Arrival> arrivals) {
    PCollectionTuple proven =
        arrivals
            .apply(
                "ToOneKey",
                WithKeys.<Integer, Arrival>of(0).withKeyType(TypeDescriptors.integers()))
            .setCoder(KvCoder.of(VarIntCoder.of(), MessageCoders.ARRIVAL))
            .apply(
                "Prove",
                ParDo.of(new ProveFn(starts, maxBuffered, plates))
                    .withOutputTags(GAPS, TupleTagList.of(PLATES)));
    proven.get(GAPS).setCoder(KvCoder.of(ModelCoders.TILE_KEY, MessageCoders.LAYER_EVENT));
    proven.get(PLATES).setCoder(KvCoder.of(StringUtf8Coder.of(), PlateCoders.PLATE_EVENT));
    return proven;
  }

  static final class ProveFn extends DoFn<KV<Integer, Arrival>, KV<TileKey, LayerEvent>> {

    private final KeyStarts starts;
    private final int maxBuffered;
    private final boolean plates;

    /** What the lanes have handed on so far; cleared when all have ended. */
    @StateId("handouts")
    private final StateSpec<ValueState<Handouts>> handoutsSpec =
        StateSpecs.value(new HandoutsCoder());

    ProveFn(KeyStarts starts, int maxBuffered, boolean plates) {
      this.starts = starts;
      this.maxBuffered = maxBuffered;
      this.plates = plates;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Arrival> arrival,
        @StateId("handouts") ValueState<Handouts> state,
        MultiOutputReceiver out) {
      Handouts stored = state.read();
      Handouts handouts = stored == null ? start() : stored.copy();
      handouts.note(
          arrival.getValue(),
          starts,
          (key, event) -> out.get(GAPS).output(KV.of(key, event)),
          (print, event) -> out.get(PLATES).output(KV.of(print, event)));
      if (handouts.isOver()) {
        state.clear();
      } else {
        state.write(handouts);
      }
    }

    private Handouts start() {
      Handouts handouts = new Handouts(maxBuffered);
      return plates ? handouts.withBatchOrder() : handouts;
    }
  }

  public static final class HandoutsCoder extends StateCoder<Handouts> {

    @Override
    protected void write(Handouts value, DataOutputStream out) throws IOException {
      value.write(out);
    }

    @Override
    protected Handouts read(DataInputStream in) throws IOException {
      return Handouts.read(in);
    }
  }
}
