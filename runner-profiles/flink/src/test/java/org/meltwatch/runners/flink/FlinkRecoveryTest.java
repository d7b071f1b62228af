package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Tasks that fail. */
class FlinkRecoveryTest {

  private static final List<String> FILES = List.of("q1.csv", "q2.csv", "q3.csv");

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_withTaskThatFails_goesOnFromTheCheckpointWithEqualResults() throws Exception {
    try (LocalChallenger challenger = challenger();
        ChallengerProxy refusing =
            ChallengerProxy.refusingResults(
                challenger.url(), 412, post -> post == 8 || post == 25)) {
      Runs clean = run(challenger.url(), "clean");
      Runs failed = run(refusing.url(), "failed", "--checkpointingInterval=100");

      assertEquals(MonitorRun.OK, clean.code(), clean.said());
      assertEquals(MonitorRun.OK, failed.code(), failed.said());
      for (String file : FILES) {
        assertEquals(contents("clean", file), contents("failed", file));
      }
    }
  }

  @Test
  void run_withTaskThatFailsAndNoCheckpoints_saysTheCauseInOneLine() throws Exception {
    try (LocalChallenger challenger = challenger();
        ChallengerProxy refusing =
            ChallengerProxy.refusingResults(challenger.url(), 412, post -> true)) {
      Runs failed = run(refusing.url(), "failed");

      assertEquals(MonitorRun.FAILED, failed.code(), failed.said());
      assertTrue(
          failed.said().lines().anyMatch(line -> line.startsWith("meltwatch: the result of batch")),
          failed.said());
    }
  }

  /** Messages are in memory alone while a run goes well. */
  @Test
  void run_thatFails_leavesWhatCameInWithoutAResultToBeReplayed() throws Exception {
    try (LocalChallenger challenger = challenger();
        ChallengerProxy refusing =
            ChallengerProxy.refusingResults(challenger.url(), 412, post -> post == 8)) {
      Runs failed = run(refusing.url(), "failed", "--spool=memory");
      assertEquals(MonitorRun.FAILED, failed.code(), failed.said());
    }
    String spool = temporary.resolve("failed/spool").toString();
    Set<Long> left =
        SpoolDirectory.messages(spool).stream()
            .filter(message -> !message.isBelow())
            .map(message -> message.header().seqId())
            .collect(Collectors.toSet());
    JsonNode unanswered =
        new ObjectMapper().readTree(contents("failed", "run.json")).get("counts").get("unanswered");
    assertFalse(unanswered.isEmpty(), "the refused one has no result");
    for (JsonNode range : unanswered) {
      assertTrue(
          left.contains(range.get("first").asLong()), () -> range + " must be among " + left);
      assertTrue(left.contains(range.get("last").asLong()), () -> range + " must be among " + left);
    }
    Runs replayed =
        Runs.of("--replay=" + spool, "--output=" + temporary.resolve("replayed"), "--lanes=2");
    assertEquals(MonitorRun.OK, replayed.code(), replayed.said());
    assertEquals(
        left,
        contents("replayed", "q1.csv")
            .lines()
            .skip(1)
            .map(row -> Long.valueOf(row.substring(0, row.indexOf(','))))
            .collect(Collectors.toSet()));
  }

  private static LocalChallenger challenger() throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 12, Grid.parse("2x2"), 60, 7)).withRate(40));
  }

  private Runs run(String url, String name, String... more) {
    return Runs.of(
        Stream.concat(
                Stream.of(
                    "--challenger=" + url,
                    "--output=" + temporary.resolve(name),
                    "--checkpointDir=" + temporary.resolve("checkpoints"),
                    "--parallelism=2"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String contents(String run, String file) throws IOException {
    return Files.readString(temporary.resolve(run).resolve(file));
  }
}
