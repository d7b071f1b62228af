package org.meltwatch.runners.reference;

import org.meltwatch.conformance.ForeignChallengerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class ReferenceForeignChallengerTest extends ForeignChallengerConformance {

  @Override
  protected RunnerProfile profile() {
    return new ReferenceProfile();
  }

  @Override
  protected int requests() {
    return 1;
  }
}
