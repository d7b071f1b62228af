package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.launch.Launcher;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** Runs as a user starts them, and how they end: nothing of them may stay behind. */
@Timeout(600)
class SparkStopTest {

  private static final long END_SECONDS = 60;

  @TempDir private Path temporary = Path.of("");
  private Path scratch = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void makeDirectories() throws IOException {
    scratch = Files.createDirectory(temporary.resolve("scratch"));
    out = temporary.resolve("out");
  }

  @AfterEach
  void checkThatNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      assertEquals(
          List.of(), files.filter(file -> name(file).startsWith("meltwatch-spark-")).toList());
    }
  }

  @Test
  void run_toItsEnd_stopsByItself() throws Exception {
    try (LocalChallenger challenger = challenger(8, 0)) {
      Process run = launch(challenger);
      assertEquals(0, run.waitFor(), said());
    }
    double seconds =
        new ObjectMapper()
            .readTree(out.resolve("run.json").toFile())
            .get("cost")
            .get("stop_seconds")
            .asDouble();
    // Some tenths of a second on a machine that is not busy with other tests.
    assertTrue(seconds >= 0 && seconds < 15, "stopped in " + seconds + " s");
  }

  /** At a terminal Ctrl-C reaches both processes, elsewhere the launcher passes it on. */
  @ParameterizedTest
  @CsvSource({"INT, true, 130", "TERM, false, 143"})
  void run_thatIsTold_endsInOrder(String signal, boolean all, int code) throws Exception {
    try (LocalChallenger challenger = challenger(1000, 20)) {
      Process run = launch(challenger);
      awaitResults();
      List<ProcessHandle> processes = new ArrayList<>(run.descendants().toList());
      assertFalse(processes.isEmpty());
      if (all) {
        for (ProcessHandle process : processes) {
          signal(signal, process);
        }
      }
      signal(signal, run.toHandle());

      assertTrue(run.waitFor(END_SECONDS, TimeUnit.SECONDS), "must end");
      assertEquals(code, run.exitValue(), said());
      for (ProcessHandle process : processes) {
        process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      }
      assertTrue(results() > 0, "what was answered stays in the part files");
    }
  }

  private Process launch(LocalChallenger challenger) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "--challenger=" + challenger.url(),
                "--lanes=2",
                "--output=" + out)
            .redirectOutput(temporary.resolve("stdout").toFile())
            .redirectError(temporary.resolve("stderr").toFile());
    builder.environment().put("MELTWATCH_JVM_FLAGS", "-Xmx1g -Djava.io.tmpdir=" + scratch);
    return builder.start();
  }

  private static LocalChallenger challenger(int layers, int rate) throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", layers, Grid.parse("1x2"), 60, 7)).withRate(rate));
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private void awaitResults() throws Exception {
    while (results() == 0) {
      Thread.sleep(50);
    }
  }

  private long results() throws IOException {
    Path parts = out.resolve("parts");
    if (!Files.isDirectory(parts)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(parts)) {
      return files.filter(file -> name(file).startsWith("q3")).count();
    }
  }

  private String said() throws IOException {
    return Files.readString(temporary.resolve("stderr"));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
