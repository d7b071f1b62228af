package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/**
 * Runs with checkpoints in this process: they end by themselves, with the results of one without.
 */
class FlinkCheckpointsTest {

  private static final List<String> FILES = List.of("q1.csv", "q2.csv", "q3.csv");

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_byEventTimeWithCheckpoints_endsByItselfWithEqualResults() throws Exception {
    try (LocalChallenger challenger = challenger(60, 8)) {
      run(challenger.url(), "clean");
      run(challenger.url(), "event-time", "--ordering=event-time", "--checkpointingInterval=100");

      assertEqualFiles("clean", "event-time");
    }
  }

  @Test
  void run_byEventTimeWithTaskThatFails_goesOnFromTheCheckpointWithEqualResults() throws Exception {
    try (LocalChallenger challenger = challenger(60, 8);
        ChallengerProxy refusing =
            ChallengerProxy.refusingResults(
                challenger.url(), 412, post -> post == 8 || post == 20)) {
      run(challenger.url(), "clean");
      run(refusing.url(), "failed", "--ordering=event-time", "--checkpointingInterval=100");

      assertEqualFiles("clean", "failed");
    }
  }

  /** Flink's own default, the JobManager's memory, would refuse this state: it is beyond 5 MB. */
  @Test
  void run_withCheckpointsAndNoDirectoryForThem_putsThemWithTheResults() throws Exception {
    try (LocalChallenger challenger = challenger(800, 4)) {
      run(challenger.url(), "large", "--checkpointingInterval=50");

      assertTrue(Files.isDirectory(temporary.resolve("large/checkpoints")));
    }
  }

  private static LocalChallenger challenger(int tileSize, int layers) throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", layers, Grid.parse("2x2"), tileSize, 7))
            .withRate(40));
  }

  private void run(String url, String name, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--challenger=" + url);
    args.add("--output=" + temporary.resolve(name));
    args.add("--parallelism=2");
    Runs run = Runs.of(args.toArray(String[]::new));
    assertEquals(MonitorRun.OK, run.code(), run.said());
  }

  private void assertEqualFiles(String expected, String actual) throws IOException {
    for (String file : FILES) {
      assertEquals(
          Files.readString(temporary.resolve(expected).resolve(file)),
          Files.readString(temporary.resolve(actual).resolve(file)),
          file);
    }
  }
}
