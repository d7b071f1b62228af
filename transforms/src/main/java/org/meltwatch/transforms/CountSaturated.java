package org.meltwatch.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.kernel.Saturation;
import org.meltwatch.model.Image;
import org.meltwatch.model.Tile;
import org.meltwatch.model.TileHeader;

/** Query 1: counts the saturated points of every tile. */
public final class CountSaturated
    extends PTransform<PCollection<KV<TileHeader, Image>>, PCollection<Tile>> {

  private final int saturatedAbove;

  private CountSaturated(int saturatedAbove) {
    this.saturatedAbove = saturatedAbove;
  }

  /**
   * Counts the points above a threshold.
   *
   * @param saturatedAbove points above it are saturated
   */
  public static CountSaturated above(int saturatedAbove) {
    return new CountSaturated(saturatedAbove);
  }

  @Override
  public PCollection<Tile> expand(PCollection<KV<TileHeader, Image>> images) {
    return images.apply("Count", ParDo.of(new CountFn(saturatedAbove)));
  }

  static final class CountFn extends DoFn<KV<TileHeader, Image>, Tile> {

    private final int saturatedAbove;

    CountFn(int saturatedAbove) {
      this.saturatedAbove = saturatedAbove;
    }

    @ProcessElement
    public void process(@Element KV<TileHeader, Image> image, OutputReceiver<Tile> out) {
      out.output(
          new Tile(
              image.getKey(),
              image.getValue(),
              Saturation.count(image.getValue(), saturatedAbove)));
    }
  }
}
