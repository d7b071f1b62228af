package org.meltwatch.runners.reference;

import org.meltwatch.conformance.WatchConformance;
import org.meltwatch.pipeline.RunnerProfile;

class ReferenceWatchTest extends WatchConformance {

  @Override
  protected RunnerProfile profile() {
    return new ReferenceProfile();
  }
}
