package org.meltwatch.runners.spark;

import org.junit.jupiter.api.Test;
import org.meltwatch.conformance.StopConformance;

class SparkStoppedTest extends StopConformance {
  @Test
  void run_whoseChallengerHangs_endsInTimeAndKeepsWhatHasNoResult() throws Exception {
    requireEndWhereResultsHang();
  }
}
