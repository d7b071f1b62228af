package org.meltwatch.runners.reference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.conformance.RunnerConformance;
import org.meltwatch.pipeline.RunnerProfile;

class ReferenceConformanceTest extends RunnerConformance {

  @Override
  protected RunnerProfile profile() {
    return new ReferenceProfile();
  }

  /** It has no spool, and nothing travels. */
  @Override
  @ParameterizedTest
  @ValueSource(strings = "inline")
  protected void run_ofEitherPayload_equalsTheReferenceModel(String payload) throws Exception {
    super.run_ofEitherPayload_equalsTheReferenceModel(payload);
  }

  /** It orders nothing, so it cannot do with tiles that are handed out against their batch ids. */
  @Override
  @Test
  protected void run_withCallsThatFail_accountsForEveryFault() {
    assumeTrue(false, "the reference program needs batch ids that rise");
  }
}
