package org.meltwatch.runners.direct;

import java.util.List;
import org.meltwatch.conformance.RunnerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class DirectConformanceTest extends RunnerConformance {

  @Override
  protected RunnerProfile profile() {
    return new DirectProfile();
  }

  /** The runner's checks of user code stay on. */
  @Override
  protected List<String> arguments() {
    return List.of("--enforceImmutability=true", "--enforceEncodability=true");
  }
}
