package org.meltwatch.transforms.gaps;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.coders.MessageCoders;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.received.Arrival;

/**
 * Tells every tile key which of its layers were refused. For the ordering by event time, which
 * learns of missing layers from the watermark and could not tell the two apart; {@link FindGaps}
 * tells both.
 */
public final class FindRefused
    extends PTransform<PCollection<Arrival>, PCollection<KV<TileKey, LayerEvent>>> {

  private FindRefused() {}

  /** Finds refused layers whose key and number could be read. */
  public static FindRefused layers() {
    return new FindRefused();
  }

  @Override
  public PCollection<KV<TileKey, LayerEvent>> expand(PCollection<Arrival> arrivals) {
    return arrivals
        .apply("Refused", ParDo.of(new RefusedFn()))
        .setCoder(KvCoder.of(ModelCoders.TILE_KEY, MessageCoders.LAYER_EVENT));
  }

  static final class RefusedFn extends DoFn<Arrival, KV<TileKey, LayerEvent>> {

    @ProcessElement
    public void process(@Element Arrival arrival, OutputReceiver<KV<TileKey, LayerEvent>> out) {
      TileKey key = arrival.key();
      if (arrival.kind() == Arrival.Kind.REFUSED && key != null) {
        out.output(KV.of(key, new Gap(arrival.layer(), arrival.layer() + 1, true)));
      }
    }
  }
}
