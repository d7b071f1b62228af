package org.meltwatch.transforms;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.transforms.images.Images;

/** Query 1: counts the saturated points of every tile. */
public final class CountSaturated
    extends PTransform<PCollection<KV<TileHeader, TileImage>>, PCollection<Tile>> {

  private final int saturatedAbove;
  private final Images images;

  private CountSaturated(int saturatedAbove, Images images) {
    this.saturatedAbove = saturatedAbove;
    this.images = images;
  }

  /**
   * Counts the points above a threshold.
   *
   * @param saturatedAbove points above it are saturated
   */
  public static CountSaturated above(int saturatedAbove) {
    return new CountSaturated(saturatedAbove, Images.inline());
  }

  /** Where claimed images are; inline by default. */
  public CountSaturated withImages(Images newImages) {
    return new CountSaturated(saturatedAbove, newImages);
  }

  @Override
  public PCollection<Tile> expand(PCollection<KV<TileHeader, TileImage>> decoded) {
    return decoded.apply("Count", ParDo.of(new CountFn(saturatedAbove, images)));
  }

  static final class CountFn extends DoFn<KV<TileHeader, TileImage>, Tile> {

    private final int saturatedAbove;
    private final Images images;

    CountFn(int saturatedAbove, Images images) {
      this.saturatedAbove = saturatedAbove;
      this.images = images;
    }

    @ProcessElement
    public void process(@Element KV<TileHeader, TileImage> image, OutputReceiver<Tile> out)
        throws IOException {
      int saturated = Saturation.count(images.of(image.getValue()), saturatedAbove);
      out.output(new Tile(image.getKey(), image.getValue(), saturated));
    }
  }
}
