package org.meltwatch.runners.direct;

import java.util.List;
import org.meltwatch.conformance.KafkaConformance;
import org.meltwatch.pipeline.RunnerProfile;

class DirectKafkaTest extends KafkaConformance {

  @Override
  protected RunnerProfile profile() {
    return new DirectProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--enforceImmutability=true", "--enforceEncodability=true");
  }
}
