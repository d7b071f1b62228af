package org.meltwatch.runners.flink;

import java.util.List;
import org.meltwatch.conformance.RunnerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class FlinkConformanceTest extends RunnerConformance {

  @Override
  protected RunnerProfile profile() {
    return new FlinkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--parallelism=2");
  }
}
