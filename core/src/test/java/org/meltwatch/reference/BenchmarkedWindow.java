package org.meltwatch.reference;

import java.util.List;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.Image;
import org.meltwatch.model.received.Batch;

/** Three layers of a tile of {@link Fixtures#BENCHMARKED}, the newest one first. */
public record BenchmarkedWindow(Image newest, Image previous, Image oldest) {

  /** The window of a tile. */
  public static BenchmarkedWindow of(int tileId) throws UnreadableTileException {
    List<Batch> layers =
        Fixtures.print(Fixtures.BENCHMARKED).batches().stream()
            .filter(batch -> batch.key().tileId() == tileId)
            .toList();
    try (TiffDecoder decoder = new TiffDecoder()) {
      return new BenchmarkedWindow(
          decoder.decode(layers.get(2).tif()),
          decoder.decode(layers.get(1).tif()),
          decoder.decode(layers.get(0).tif()));
    }
  }
}
