package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.launch.Launcher;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** A run as a user starts it, and how it ends: nothing of it may stay behind. */
@Timeout(600)
class SparkStopTest {

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
    try (LocalChallenger challenger = challenger()) {
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

  private static LocalChallenger challenger() throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 8, Grid.parse("1x2"), 60, 7)));
  }

  private String said() throws IOException {
    return Files.readString(temporary.resolve("stderr"));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
