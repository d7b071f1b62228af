package org.meltwatch.runners.spark;

import java.util.List;
import org.meltwatch.conformance.KafkaConformance;
import org.meltwatch.pipeline.RunnerProfile;

class SparkKafkaTest extends KafkaConformance {

  @Override
  protected RunnerProfile profile() {
    return new SparkProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--batchIntervalMillis=250", "--minReadTimeMillis=50");
  }
}
