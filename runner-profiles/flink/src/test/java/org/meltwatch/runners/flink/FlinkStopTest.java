package org.meltwatch.runners.flink;

import org.junit.jupiter.api.Test;
import org.meltwatch.conformance.StopConformance;

class FlinkStopTest extends StopConformance {
  @Test
  void run_whoseChallengerHangs_endsInTimeAndKeepsWhatHasNoResult() throws Exception {
    requireEndWhereResultsHang();
  }
}
