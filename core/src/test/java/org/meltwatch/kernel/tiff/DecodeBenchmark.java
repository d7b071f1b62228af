package org.meltwatch.kernel.tiff;

import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.meltwatch.model.Image;
import org.meltwatch.reference.Fixtures;
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
 * Decoding a 500 x 500 tile of the fixtures, against the inflating that it cannot do without.
 *
 * <p>{@code mvn -Pbench -pl transforms -am process-test-classes -Djmh=DecodeBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecodeBenchmark {

  @Param({"real_500_deflate", "real_500_deflate_pred2", "real_500_lzw"})
  private String file = "";

  private final TiffDecoder decoder = new TiffDecoder();
  private final Inflater inflater = new Inflater();
  private final byte[] inflated = new byte[500 * 500 * 2];
  private byte[] tif = {};
  private int[] offsets = {};
  private int[] byteCounts = {};

  @Setup
  public void readFile() throws UnreadableTileException {
    tif = Fixtures.bytes("edge/tiff_variants/" + file + ".tif");
    TiffLayout layout = TiffLayout.read(TiffBytes.of(tif, 0, tif.length), ImageLimits.DEFAULT);
    int strips = layout.isDeflated() ? layout.blocks() : 0;
    offsets = new int[strips];
    byteCounts = new int[strips];
    for (int i = 0; i < strips; i++) {
      offsets[i] = layout.offset(i);
      byteCounts[i] = layout.byteCount(i);
    }
  }

  @Benchmark
  public Image decode() throws UnreadableTileException {
    return decoder.decode(tif, 0, tif.length);
  }

  /** The floor; nothing where the file is not deflated. */
  @Benchmark
  public int inflateAlone() throws DataFormatException {
    int held = 0;
    for (int i = 0; i < offsets.length; i++) {
      inflater.setInput(tif, offsets[i], byteCounts[i]);
      held += inflater.inflate(inflated, held, inflated.length - held);
      inflater.reset();
    }
    return held;
  }
}
