package org.meltwatch.kernel.clusters;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.OutlierList;
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
 * Clustering outliers of a 500 x 500 tile, all over it or in clumps.
 *
 * <p>{@code mvn -Pbench -pl transforms -am process-test-classes -Djmh=ClusterBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 2, time = 1)
public class ClusterBenchmark {

  @Param({"100", "1000", "5000", "20000"})
  private int points = 1;

  @Param({"INDEXED", "COMMONS_MATH3"})
  private Clustering clustering = Clustering.INDEXED;

  @Param({"uniform", "clumped"})
  private String spread = "";

  private Clusterer clusterer = outliers -> List.of();
  private OutlierList outliers = OutlierList.none();

  @Setup
  public void scatter() {
    clusterer = clustering.create(DefectRules.DEFAULT);
    Random random = new Random(1);
    outliers =
        spread.equals("clumped")
            ? Tiles.clumpedOutliers(random, points, 500, 500)
            : Tiles.randomOutliers(random, points, 500, 500);
  }

  @Benchmark
  public List<Cluster> cluster() {
    return clusterer.cluster(outliers);
  }
}
