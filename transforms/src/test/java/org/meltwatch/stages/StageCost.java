package org.meltwatch.stages;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.Inflater;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.meltwatch.coders.ModelCoders;
import org.meltwatch.kernel.clusters.Clusterer;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.kernel.outliers.TopFive;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.TiffBytes;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.kernel.tiff.TiffLayout;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Batch;
import org.meltwatch.reference.Fixtures;
import org.meltwatch.reference.ReferenceAnswers;
import org.meltwatch.reference.ReferenceModel;

/**
 * Prints what each stage of a tile costs: the median of its thread's processor time in
 * milliseconds, and its ratio to the floor, measured in the same minute. The stages of a tile take
 * turns, so that whatever else the machine does falls on all of them. The tiles are those of the
 * fixtures.
 *
 * <p>The floor of decoding is the JDK's Inflater alone; that of the arithmetic is a plain sum over
 * three planes.
 *
 * <p>{@code make stages}
 */
public final class StageCost {

  private static final int ROUNDS = 400;
  private static final String ROW = "  %-22s %7.3f ms  %s%n";
  private static final DefectRules RULES = DefectRules.DEFAULT;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<String, Callable<?>> stages = new LinkedHashMap<>();
  private final Map<String, String> floors = new LinkedHashMap<>();
  private long layer;

  private StageCost(List<Batch> batches) throws UnreadableTileException, CoderException {
    TiffDecoder decoder = new TiffDecoder();
    TiffDecoder plain = new TiffDecoder(ImageLimits.DEFAULT, null);
    byte[] tif = batches.get(2).tif().copy();
    Image oldest = decode(decoder, batches.get(0).tif().copy());
    Image previous = decode(decoder, batches.get(1).tif().copy());
    Image newest = decode(decoder, tif);
    DeviationKernel kernel = new DeviationKernel(RULES);
    Clusterer clusterer = Clustering.INDEXED.create(RULES);
    OutlierList outliers = kernel.find(newest, previous, oldest);
    Tile tile = new Tile(batches.get(2).header(), newest, 0);

    stage("inflate, JDK", "inflate, JDK", inflate(tif));
    stage("decode", "inflate, JDK", () -> decode(decoder, tif));
    stage("decode, JDK", "inflate, JDK", () -> decode(plain, tif));
    stage("sum of three planes", "sum of three planes", () -> Tiles.sum(newest, previous, oldest));
    stage("saturation", "sum of three planes", () -> Saturation.count(newest, 65_000));
    stage("deviation", "sum of three planes", () -> kernel.find(newest, previous, oldest));
    stage("ranking", "sum of three planes", () -> TopFive.rank(outliers));
    stage("clustering", "sum of three planes", () -> clusterer.cluster(outliers));
    stage("tile coder, out", "", () -> CoderUtils.encodeToByteArray(ModelCoders.TILE, tile));
    byte[] encoded = CoderUtils.encodeToByteArray(ModelCoders.TILE, tile);
    stage("tile coder, in", "", () -> CoderUtils.decodeFromByteArray(ModelCoders.TILE, encoded));
    ReferenceModel model =
        new ReferenceModel(RULES, Clustering.INDEXED, new ReferenceAnswers.Collector());
    stage("whole tile", "inflate, JDK", () -> answer(model, batches));
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    List<Batch> all = Fixtures.print(Fixtures.BENCHMARKED).batches();
    int[] tiles = all.stream().mapToInt(batch -> batch.key().tileId()).distinct().toArray();
    for (int tile : tiles) {
      List<Batch> layers = all.stream().filter(batch -> batch.key().tileId() == tile).toList();
      print("tile %d, %d bytes%n", tile, layers.get(2).tif().length());
      new StageCost(layers).measure();
    }
  }

  private void measure() throws Exception {
    Map<String, long[]> nanos = new LinkedHashMap<>();
    stages.keySet().forEach(name -> nanos.put(name, new long[ROUNDS]));
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Callable<?>> stage : stages.entrySet()) {
        long start = THREADS.getCurrentThreadCpuTime();
        Object result = stage.getValue().call();
        nanos.get(stage.getKey())[round] = THREADS.getCurrentThreadCpuTime() - start;
        if (result == null) {
          throw new IllegalStateException(stage.getKey() + " must give something");
        }
      }
    }
    for (String name : stages.keySet()) {
      double median = median(nanos.get(name));
      String floor = floors.getOrDefault(name, "");
      String ratio =
          floor.isEmpty() || floor.equals(name)
              ? ""
              : String.format(Locale.ROOT, "%.2f x %s", median / median(nanos.get(floor)), floor);
      print(ROW, name, median, ratio);
    }
  }

  /** The first half is warm-up. */
  private static double median(long[] nanos) {
    long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
    Arrays.sort(warm);
    return warm[warm.length / 2] / 1e6;
  }

  private void stage(String name, String floor, Callable<?> stage) {
    stages.put(name, stage);
    floors.put(name, floor);
  }

  private static Callable<Integer> inflate(byte[] tif) throws UnreadableTileException {
    TiffLayout layout = TiffLayout.read(TiffBytes.of(tif, 0, tif.length), ImageLimits.DEFAULT);
    Inflater inflater = new Inflater();
    byte[] inflated = new byte[2 * layout.height * layout.width];
    return () -> {
      int held = 0;
      for (int block = 0; block < layout.blocks(); block++) {
        inflater.setInput(tif, layout.offset(block), layout.byteCount(block));
        held += inflater.inflate(inflated, held, inflated.length - held);
        inflater.reset();
      }
      return held;
    };
  }

  /** From the third layer on each call has a whole window. */
  private Integer answer(ReferenceModel model, List<Batch> batches) {
    Batch batch = batches.get((int) (layer % batches.size()));
    model.receive(
        new Batch(batch.receipt(), layer, batch.key(), Math.toIntExact(layer), batch.tif()));
    layer++;
    return batch.layer();
  }

  private static Image decode(TiffDecoder decoder, byte[] tif) throws UnreadableTileException {
    return decoder.decode(tif, 0, tif.length);
  }

  private static void print(String format, Object... values) {
    System.out.print(String.format(Locale.ROOT, format, values));
  }
}
