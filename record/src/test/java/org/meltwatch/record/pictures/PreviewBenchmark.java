package org.meltwatch.record.pictures;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to make and pack the preview of a tile of 500 x 500 points, and to find saturated
 * ones.
 *
 * <pre>
 * make jmh BENCH=PreviewBenchmark BENCH_IN=record
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PreviewBenchmark {

  private static final int SIDE = 500;
  private static final TileHeader TILE = new TileHeader(1, new TileKey("P", 3), 2, 3);

  private final Image image = noise();
  private final Image hot = withSpot(image);

  @Benchmark
  public byte[] preview() {
    return EntryFormat.preview(TILE, image, Preview.of(image, 5000));
  }

  /** What a tile with saturated points takes beside that: a spot of 40 x 40 of them. */
  @Benchmark
  public int[] saturated() {
    return SaturatedRuns.of(hot, 65_000);
  }

  private static Image withSpot(Image image) {
    short[] pixels = image.pixels().clone();
    for (int row = 100; row < 140; row++) {
      Arrays.fill(pixels, row * SIDE + 200, row * SIDE + 240, (short) 65_535);
    }
    return new Image(SIDE, SIDE, pixels);
  }

  private static Image noise() {
    Random random = new Random(1);
    short[] pixels = new short[SIDE * SIDE];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (short) (20_000 + 1000 * random.nextGaussian());
    }
    return new Image(SIDE, SIDE, pixels);
  }
}
