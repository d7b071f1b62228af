package org.meltwatch.runners.flink;

import java.util.List;
import org.meltwatch.conformance.WatchConformance;
import org.meltwatch.pipeline.RunnerProfile;

class FlinkWatchTest extends WatchConformance {

  @Override
  protected RunnerProfile profile() {
    return new FlinkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--parallelism=2");
  }
}
