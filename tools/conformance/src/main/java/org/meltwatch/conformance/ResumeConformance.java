package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.model.DefectRules;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Runs that are killed outright and gone on with: they come to what they would have come to. */
@Tag("processes")
@Timeout(300)
public abstract class ResumeConformance {

  private static final Duration END = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", 100, Grid.parse("1x2"), 60, 7);

  @TempDir private Path temporary = Path.of("");

  /** What a run is told besides. */
  protected List<String> arguments() {
    return List.of();
  }

  /** A tile that comes twice is dropped once, whichever process it comes to. */
  @Test
  void run_thatIsKilledTwice_comesToWhatItWouldHaveComeTo() throws Exception {
    Settings settings =
        Settings.of(PRINT).withRate(50).withFaults(new Fault(Fault.Kind.DUPLICATE, 5, 1));
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      kill(begin(challenger), 30);
      tear();
      kill(resume(), 90);
      try (LaunchedRun run = resume()) {
        assertEquals(0, run.await(END), run.said());
        Expected.of(challenger.tiles(), DefectRules.DEFAULT, Map.of())
            .requireIn(results(), run.said());
        JsonNode summary = JSON.readTree(results().resolve("run.json").toFile());
        assertTrue(summary.at("/all_answered").asBoolean(), summary.toPrettyString());
        assertEquals(1, summary.at("/counts/duplicates").asInt(), summary.toPrettyString());
        assertEquals(0, summary.at("/counts/skipped_layers").asInt(), summary.toPrettyString());
      }
      try (LaunchedRun run = resume()) {
        assertEquals(0, run.await(END), run.said());
        assertTrue(run.said().contains("that run has ended well"), run.said());
      }
    }
  }

  /** Starts a run that keeps what comes in. */
  protected final LaunchedRun begin(LocalChallenger challenger) throws IOException {
    List<String> all = new ArrayList<>(arguments());
    all.addAll(
        List.of(
            "--challenger=" + challenger.url(),
            "--lanes=2",
            "--spool=on",
            "--dashboard=off",
            "--output=" + results()));
    return LaunchedRun.start(temporary, results(), all);
  }

  /** Goes on with it. */
  protected final LaunchedRun resume(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--resume=" + results()));
    all.addAll(List.of(more));
    return LaunchedRun.start(temporary, results(), all);
  }

  /** Kills a run when it has so many results. */
  protected final void kill(LaunchedRun run, int results) throws Exception {
    try (run) {
      run.awaitRows("q3", results);
      run.signalAll("KILL");
      run.await(END);
      assertFalse(Files.exists(results().resolve("run.json")), run.said());
    }
  }

  /** A row that was being written has no end. */
  private void tear() throws IOException {
    try (Stream<Path> parts = Files.list(results().resolve("parts"))) {
      for (Path part : parts.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        Files.writeString(part, "{\"seq_id\":9", StandardOpenOption.APPEND);
      }
    }
  }

  /** Its results directory. */
  protected final Path results() {
    return temporary.resolve("out");
  }
}
