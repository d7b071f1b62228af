package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.launch.Launcher;

/** A run as a user starts it: launcher, pipeline and local challenger in processes of their own. */
@Timeout(300)
class LaunchTest {

  /** Of no other test, for that is what its challenger is known by. */
  private static final int SEED = 70_133;

  @TempDir private Path temporary = Path.of("");

  @Test
  void launch_withoutArguments_monitorsASyntheticPrintOfItsOwn() throws Exception {
    Path out = temporary.resolve("out");
    int code =
        launch(
            "--layers=4",
            "--tiles=1x2",
            "--tileSize=60",
            "--seed=" + SEED,
            "--figures=true",
            "--report=true",
            "--output=" + out);

    assertEquals(0, code, said("stderr"));
    assertEquals(9, Files.readAllLines(out.resolve("q3.csv")).size());
    String report = said("stdout");
    assertTrue(report.contains("8 tiles in, 8 results;"), report);
    assertTrue(report.contains("\nSYN" + SEED + ": "), report);
    assertTrue(report.contains("The challenger's own view:"), report);
    assertTrue(
        report.contains(
            "In "
                + out
                + ": q1.csv q2.csv q3.csv defects.csv layers.csv alerts.csv quality.csv run.json"),
        report);
    assertTrue(Files.readString(out.resolve("report.html")).contains("<h2>SYN" + SEED + "</h2>"));
    assertEquals(List.of(), challengers(), "the local challenger must be gone");
  }

  @Test
  void launch_withStackThatIsNotThere_passesTheComplaintAndCodeOn() throws Exception {
    Path stack = temporary.resolve("none");
    int code = launch("--stack=" + stack, "--output=" + temporary.resolve("out"));

    assertEquals(2, code);
    String complaint = said("stderr");
    assertTrue(
        complaint.contains("meltwatch: the local challenger cannot start:")
            && complaint.contains(stack.toString()),
        complaint);
  }

  private int launch(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(temporary.resolve("stdout").toFile())
        .redirectError(temporary.resolve("stderr").toFile())
        .start()
        .waitFor();
  }

  private String said(String stream) throws IOException {
    return Files.readString(temporary.resolve(stream));
  }

  /** Challengers that were started with this test's seed; other modules' tests run beside it. */
  private static List<String> challengers() {
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      return processes
          .flatMap(process -> process.info().commandLine().stream())
          .filter(line -> line.contains("LocalChallenger") && line.contains("--seed=" + SEED + " "))
          .toList();
    }
  }
}
