package org.meltwatch.runners.direct;

import java.util.List;
import org.meltwatch.conformance.WatchConformance;
import org.meltwatch.pipeline.RunnerProfile;

class DirectWatchTest extends WatchConformance {

  @Override
  protected RunnerProfile profile() {
    return new DirectProfile();
  }

  @Override
  protected List<String> arguments() {
    return List.of("--enforceImmutability=true", "--enforceEncodability=true");
  }
}
