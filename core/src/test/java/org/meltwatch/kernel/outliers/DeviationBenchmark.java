package org.meltwatch.kernel.outliers;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.kernel.tiff.UnreadableTileException;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.reference.BenchmarkedWindow;
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
 * Outliers, their ranking and the saturated points of a 500 x 500 tile: those of the fixtures, and
 * one in which every point is a candidate.
 *
 * <p>{@code mvn -Pbench -pl transforms -am process-test-classes -Djmh=DeviationBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class DeviationBenchmark {

  private static final DefectRules RULES = DefectRules.DEFAULT;

  /** A tile of the fixture, or all candidates. */
  @Param({"1", "7", "10", "12", "all"})
  private String tile = "";

  private final DeviationKernel kernel = new DeviationKernel(RULES);
  private Image newest = Tiles.uniform(1, 1, 0);
  private Image previous = newest;
  private Image oldest = newest;
  private OutlierList outliers = OutlierList.none();

  @Setup
  public void readWindow() throws UnreadableTileException {
    if (tile.equals("all")) {
      Random random = new Random(1);
      newest = Tiles.image(500, 500, (x, y) -> 5001 + random.nextInt(59_999));
      previous = newest;
      oldest = newest;
    } else {
      readFixture(Integer.parseInt(tile));
    }
    outliers = kernel.find(newest, previous, oldest);
  }

  private void readFixture(int tileId) throws UnreadableTileException {
    BenchmarkedWindow window = BenchmarkedWindow.of(tileId);
    newest = window.newest();
    previous = window.previous();
    oldest = window.oldest();
  }

  /** Some seconds pass before all of its loops are compiled for good. */
  @Benchmark
  @Warmup(iterations = 3, time = 2)
  public OutlierList find() {
    return kernel.find(newest, previous, oldest);
  }

  /** The floor: no arithmetic on three planes is quicker. */
  @Benchmark
  public int sumThreePlanes() {
    return Tiles.sum(newest, previous, oldest);
  }

  @Benchmark
  public Object rank() {
    return TopFive.rank(outliers);
  }

  @Benchmark
  public int countSaturated() {
    return Saturation.count(newest, RULES.saturatedAbove());
  }
}
