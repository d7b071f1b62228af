package org.meltwatch.runners.spark;

import java.util.List;
import org.meltwatch.conformance.RunnerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class SparkConformanceTest extends RunnerConformance {

  @Override
  protected RunnerProfile profile() {
    return new SparkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--batchIntervalMillis=250", "--minReadTimeMillis=50");
  }
}
