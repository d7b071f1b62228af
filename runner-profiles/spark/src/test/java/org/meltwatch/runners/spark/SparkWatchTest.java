package org.meltwatch.runners.spark;

import java.util.List;
import org.meltwatch.conformance.WatchConformance;
import org.meltwatch.pipeline.RunnerProfile;

class SparkWatchTest extends WatchConformance {

  @Override
  protected RunnerProfile profile() {
    return new SparkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--batchIntervalMillis=250", "--minReadTimeMillis=50");
  }
}
