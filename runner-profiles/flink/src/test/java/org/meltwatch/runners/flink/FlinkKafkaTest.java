package org.meltwatch.runners.flink;

import java.util.List;
import org.meltwatch.conformance.KafkaConformance;
import org.meltwatch.pipeline.RunnerProfile;

class FlinkKafkaTest extends KafkaConformance {

  @Override
  protected RunnerProfile profile() {
    return new FlinkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--parallelism=2", "--checkpointingInterval=300");
  }
}
