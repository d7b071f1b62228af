package org.meltwatch.runners.reference;

import java.util.List;
import org.meltwatch.conformance.KafkaConformance;
import org.meltwatch.pipeline.RunnerProfile;

class ReferenceKafkaTest extends KafkaConformance {

  @Override
  protected RunnerProfile profile() {
    return new ReferenceProfile();
  }

  /** The reference program claims no images. */
  @Override
  protected List<String> posting() {
    return List.of();
  }
}
