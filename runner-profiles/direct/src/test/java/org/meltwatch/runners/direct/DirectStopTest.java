package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.conformance.LaunchedRun;
import org.meltwatch.conformance.StopConformance;

class DirectStopTest extends StopConformance {
  /** At a terminal a signal reaches all processes. */
  @ParameterizedTest
  @CsvSource({"INT, 130", "HUP, 129"})
  void run_allOfWhichIsTold_answersWhatCameInAndEndsTheBench(String signal, int code)
      throws Exception {
    requireOrderlyEnd(signal, true, code);
  }

  @Test
  void run_thatIsToldTwice_endsAtOnce() throws Exception {
    try (LocalChallenger challenger = hanging();
        LaunchedRun run = launchHanging(challenger)) {
      run.signalRun("INT");
      run.awaitSaid("stopped by SIGINT");
      run.signalRun("INT");
      assertEquals(130, run.await(Duration.ofSeconds(4)), run.said());
      assertFalse(run.said().contains("run.json"), run.said());
    }
  }
}
