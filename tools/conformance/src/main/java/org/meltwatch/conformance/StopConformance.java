package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.NetworkDelay;
import org.meltwatch.model.DefectRules;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.files.TiffFile;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.processes.StopRequest;

/**
 * Runs that are told to end before their print does: what came in is answered, the challenger is
 * told, and nothing is left behind but what has no result.
 */
@Tag("processes")
@Timeout(180)
public abstract class StopConformance {

  /** For the two virtual machines to end, on a machine that is busy with other tests. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary = Path.of("");

  /** What a run is told besides. */
  protected List<String> arguments() {
    return List.of();
  }

  /** The launcher passes it on. */
  @Test
  void run_whoseLauncherIsTold_answersWhatCameInAndEndsTheBench() throws Exception {
    requireOrderlyEnd("TERM", false, 143);
  }

  /** A machine that prints on says nothing of the end: whoever watches it does. */
  @Test
  void run_overAPrintThatIsWatched_endsWellWhenItIsTold() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("watched"));
    SyntheticPrint print = new SyntheticPrint("SYN", 4, Grid.parse("1x1"), 60, 7);
    for (int layer = 0; layer < print.layers(); layer++) {
      Files.write(
          folder.resolve("layer_" + layer + ".tif"), TiffFile.encode(print.tiles(layer).get(0)));
    }
    List<String> all = new ArrayList<>(arguments());
    all.addAll(
        List.of(
            "--watch=" + folder,
            "--settle=200ms",
            "--grid=1x2",
            "--lanes=2",
            "--dashboard=off",
            "--output=" + results()));
    try (LaunchedRun run = LaunchedRun.start(temporary, results(), all)) {
      run.awaitRows("q3", 8);
      run.signalLauncher("TERM");
      assertEquals(0, run.await(StopRequest.LIMIT.plus(SLACK)), run.said());
      JsonNode summary = JSON.readTree(results().resolve("run.json").toFile());
      assertEquals(8, summary.at("/counts/results").asLong(), summary.toPrettyString());
      assertTrue(summary.at("/all_answered").asBoolean(), summary.toPrettyString());
    }
  }

  /**
   * Fails unless a run that is sent a signal ends in order.
   *
   * @param all whether all of its processes are sent it, as at a terminal, or the launcher alone
   */
  protected final void requireOrderlyEnd(String signal, boolean all, int code) throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(settings().withRate(30));
        LaunchedRun run = launch(challenger)) {
      run.awaitRows("q3", 20);
      if (all) {
        run.signalAll(signal);
      } else {
        run.signalLauncher(signal);
      }
      assertEquals(code, run.await(StopRequest.LIMIT.plus(SLACK)), run.said());

      JsonNode summary = JSON.readTree(results().resolve("run.json").toFile());
      long answered = summary.at("/counts/results").asLong();
      assertTrue(answered >= 20, summary.toPrettyString());
      assertFalse(summary.at("/all_answered").asBoolean(), summary.toPrettyString());
      assertFalse(summary.at("/stopped_by").asText().isEmpty(), summary.toPrettyString());
      assertTrue(summary.at("/challenger").isObject(), "the bench was ended: " + run.said());
      if (run.said().contains("not all that was on its way was answered in time")) {
        // A machine with so much else to do that there was no time: then all of it is named.
        assertFalse(summary.at("/counts/unanswered").isEmpty(), summary.toPrettyString());
        return;
      }
      assertEquals(summary.at("/counts/messages").asLong(), answered, summary.toPrettyString());
      Expected.of(
              challenger.tiles().subList(0, Math.toIntExact(answered)),
              DefectRules.DEFAULT,
              Map.of())
          .requireIn(results(), run.said());
    }
    assertEquals(List.of(), leftovers());
    assertEquals(List.of(), spooled());
  }

  /**
   * Fails unless a run ends in time although nobody stores results any more, so that nothing that
   * came in comes to its end.
   */
  protected final void requireEndWhereResultsHang() throws Exception {
    try (LocalChallenger challenger = hanging();
        LaunchedRun run = launchHanging(challenger)) {
      run.signalLauncher("TERM");
      assertEquals(143, run.await(StopRequest.LIMIT.plus(SLACK)), run.said());

      JsonNode summary = JSON.readTree(results().resolve("run.json").toFile());
      assertFalse(summary.at("/counts/unanswered").isEmpty(), summary.toPrettyString());
      assertTrue(Files.exists(results().resolve("q3.csv")));
      assertFalse(spooled().isEmpty(), run.said());
    }
  }

  /** A run whose results nobody stores. */
  protected final LaunchedRun launchHanging(LocalChallenger challenger) throws Exception {
    LaunchedRun run = launch(challenger);
    run.awaitRows("q1", 1);
    return run;
  }

  /** A challenger that stores no result for a minute. */
  protected static LocalChallenger hanging() throws IOException {
    return LocalChallenger.start(settings().withDelay(new NetworkDelay(0, 0, 60_000)));
  }

  private LaunchedRun launch(LocalChallenger challenger) throws IOException {
    List<String> all = new ArrayList<>(arguments());
    all.addAll(
        List.of(
            "--challenger=" + challenger.url(),
            "--lanes=2",
            "--dashboard=off",
            "--output=" + results()));
    return LaunchedRun.start(temporary, results(), all);
  }

  private static Settings settings() {
    return Settings.of(new SyntheticPrint("SYN", 2000, Grid.parse("1x2"), 60, 7));
  }

  private Path results() {
    return temporary.resolve("out");
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("temporary"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("meltwatch-") && !name.endsWith(".args"))
          .toList();
    }
  }

  private List<Path> spooled() throws IOException {
    Path spool = results().resolve("spool");
    if (!Files.isDirectory(spool)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(file -> file.toString().endsWith(".msg")).toList();
    }
  }
}
