package org.meltwatch.runners.direct;

import org.meltwatch.conformance.ForeignChallengerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class DirectForeignChallengerTest extends ForeignChallengerConformance {

  @Override
  protected RunnerProfile profile() {
    return new DirectProfile();
  }
}
