package org.meltwatch.runners.reference;

import org.meltwatch.conformance.RunnerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class ReferenceConformanceTest extends RunnerConformance {

  @Override
  protected RunnerProfile profile() {
    return new ReferenceProfile();
  }
}
