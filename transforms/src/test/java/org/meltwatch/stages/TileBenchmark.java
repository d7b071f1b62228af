package org.meltwatch.stages;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Batch;
import org.meltwatch.reference.Fixtures;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole 500 x 500 tile of the fixtures, from its TIFF to its answer, in one thread; and its
 * coder.
 *
 * <p>{@code mvn -Pbench -pl transforms -am process-test-classes -Djmh=TileBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 1)
public class TileBenchmark {

  @Param({"1", "7", "10", "12"})
  private int tile = 1;

  private final ReferenceModel model =
      new ReferenceModel(DefectRules.DEFAULT, Clustering.INDEXED, new ReferenceAnswers.Collector());
  private List<Batch> layers = List.of();
  private Tile decoded =
      new Tile(new TileHeader(0, new TileKey("P", 0), 0, 0), Tiles.uniform(1, 1, 0), 0);
  private byte[] encoded = {};
  private int layer;

  @Setup
  public void readLayers() throws UnreadableTileException, CoderException {
    layers =
        Fixtures.print(Fixtures.BENCHMARKED).batches().stream()
            .filter(batch -> batch.key().tileId() == tile)
            .toList();
    Batch newest = layers.get(2);
    try (TiffDecoder decoder = new TiffDecoder()) {
      Image image = decoder.decode(newest.tif());
      decoded = new Tile(newest.header(), image, 0);
    }
    encoded = CoderUtils.encodeToByteArray(ModelCoders.TILE, decoded);
  }

  /** From the third call on each has a whole window. */
  @Benchmark
  @Warmup(iterations = 3, time = 2)
  public int wholeTile() {
    Batch batch = layers.get(layer % layers.size());
    model.receive(new Batch(batch.receipt(), layer, batch.key(), layer, batch.tif()));
    return layer++;
  }

  @Benchmark
  public byte[] encode() throws CoderException {
    return CoderUtils.encodeToByteArray(ModelCoders.TILE, decoded);
  }

  @Benchmark
  public Tile decode() throws CoderException {
    return CoderUtils.decodeFromByteArray(ModelCoders.TILE, encoded);
  }
}
