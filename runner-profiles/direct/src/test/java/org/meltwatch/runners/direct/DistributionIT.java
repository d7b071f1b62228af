package org.meltwatch.runners.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A distribution that was moved to a place of its own, run through a link from somewhere else. */
@Timeout(300)
final class DistributionIT {

  private static final int RUN_AND_CHALLENGER = 2;

  @TempDir private Path temporary;
  private Path link;

  @BeforeEach
  void unpack() throws IOException {
    Path made = Path.of(System.getProperty("meltwatch.dist"));
    Path moved = temporary.resolve("some where");
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        Files.copy(file, moved.resolve(made.relativize(file)));
      }
    }
    Path script = moved.resolve("bin").resolve(made.getFileName());
    assertTrue(script.toFile().setExecutable(true));
    Path elsewhere = Files.createDirectory(temporary.resolve("links"));
    Files.createSymbolicLink(elsewhere.resolve("first"), elsewhere.relativize(script));
    link = Files.createSymbolicLink(temporary.resolve("meltwatch"), elsewhere.resolve("first"));
  }

  @Test
  void run_smallPrint_writesTheResultsWithoutMaven() throws Exception {
    int code = run("--layers=3", "--tiles=1x1", "--tileSize=64", "--output=an output");

    assertEquals(0, code, said());
    for (String query : List.of("q1.csv", "q2.csv", "q3.csv")) {
      assertEquals(4, Files.readAllLines(temporary.resolve("an output").resolve(query)).size());
    }
  }

  @Test
  void run_wrongOption_passesTheExitCodeOn() throws Exception {
    assertEquals(2, run("--lanes=none"), said());
  }

  @Test
  void run_told_endsWithWhatItStarted() throws Exception {
    Process process = start("--layers=2000", "--tileSize=64", "--output=stopped");
    List<ProcessHandle> started = process.descendants().toList();
    while (started.size() < RUN_AND_CHALLENGER) {
      assertTrue(process.isAlive(), said());
      Thread.sleep(50);
      started = process.descendants().toList();
    }

    process.destroy();

    assertEquals(143, process.waitFor(), said());
    for (ProcessHandle child : started) {
      child.onExit().get(40, TimeUnit.SECONDS);
    }
  }

  private int run(String... args) throws IOException, InterruptedException {
    return start(args).waitFor();
  }

  private Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("output").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private String said() throws IOException {
    return Files.readString(temporary.resolve("output"));
  }
}
