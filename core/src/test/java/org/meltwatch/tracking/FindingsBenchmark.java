package org.meltwatch.tracking;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.reference.BenchmarkedWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What tracking costs the kernel: the outliers of a 500 x 500 tile alone, and with all that the
 * plate needs to know of it. Both are measured in turns, in processor time of the thread, so that a
 * machine which does other things, too, does not blur their ratio.
 *
 * <p>{@code make jmh BENCH=FindingsBenchmark BENCH_IN=core}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
// On a busy machine compiling would not be done before half of the measurement, and memory that is
// touched for the first time would cost more than the kernel.
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xbatch", "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FindingsBenchmark {

  /** How many tiles are looked at one way before they are looked at the other way. */
  private static final int TILES = 5;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final TileHeader HEADER = new TileHeader(0, new TileKey("P", 0), 2, 0);

  /** A tile of the fixture. */
  @Param({"1", "7", "10", "12"})
  private int tile;

  private final DeviationKernel off = new DeviationKernel(DefectRules.DEFAULT);
  private final FindingsKernel on = new FindingsKernel(DefectRules.DEFAULT);
  private BenchmarkedWindow window =
      new BenchmarkedWindow(Tiles.uniform(1, 1, 0), Tiles.uniform(1, 1, 0), Tiles.uniform(1, 1, 0));
  private int saturated;
  private final List<Turn> turns = new ArrayList<>();

  /** Nanoseconds of processor time that a turn took either way. */
  private record Turn(long off, long on) {}

  @Setup
  public void readWindow() throws UnreadableTileException {
    window = BenchmarkedWindow.of(tile);
    saturated = Saturation.count(window.newest(), DefectRules.DEFAULT.saturatedAbove());
  }

  @Setup(Level.Iteration)
  public void forget() {
    turns.clear();
  }

  /** Medians of the turns: what else the machine does falls on few of them. */
  @TearDown(Level.Iteration)
  public void tell(IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT) {
      System.out.printf(
          Locale.ROOT,
          "tile %d: off %.0f us, on %.0f us, ratio %.3f; ",
          tile,
          median(turn -> turn.off / 1e3 / TILES),
          median(turn -> turn.on / 1e3 / TILES),
          median(turn -> (double) turn.on / turn.off));
    }
  }

  private double median(ToDoubleFunction<Turn> figure) {
    double[] all = turns.stream().mapToDouble(figure).sorted().toArray();
    return all[all.length / 2];
  }

  @Benchmark
  public void inTurns(Blackhole hole) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < TILES; i++) {
      hole.consume(findOutliers());
    }
    long between = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < TILES; i++) {
      hole.consume(findAll());
    }
    turns.add(new Turn(between - start, THREADS.getCurrentThreadCpuTime() - between));
  }

  private OutlierList findOutliers() {
    return off.find(window.newest(), window.previous(), window.oldest());
  }

  private FindingsKernel.Found findAll() {
    Image newest = window.newest();
    return on.find(HEADER, saturated, newest, window.previous(), window.oldest());
  }
}
