package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.dashboard.Dashboard;
import org.meltwatch.launch.Launcher;

/**
 * The dashboard's page in a real browser, over the real server: it follows a small run on Flink,
 * which is launched as a user does it, and is served again when that has ended. What is tested is
 * in {@code dashboard/web/test/real.test.mjs}. Needs node and Chromium, and what the tests of the
 * dashboard have fetched by npm: where they are not, the test says so and is skipped.
 */
@Tag("processes")
@Timeout(300)
class FlinkPageTest {

  private static final Path WEB = Path.of("..", "..", "dashboard", "web");

  /** Does harm where it is not escaped; a path may not be in a name. */
  private static final String PRINT = "<img src=x onerror=\"window.broken=1\">";

  /** Of that print a defect which reaches over five layers, from layer 8 on. */
  private static final Map<String, String> GROWS = Map.of("id", "8-60-285", "family", "hot");

  private static final List<String> OPTIONS =
      List.of(
          "--layers=16",
          "--tiles=2x2",
          "--tileSize=300",
          "--seed=1",
          "--print=" + PRINT,
          "--rate=3",
          "--minorHeight=2",
          "--majorHeight=3",
          "--stopHeight=5",
          "--images=full",
          "--commands",
          "--dashboard=0",
          "--port=0");

  @TempDir private Path temporary = Path.of("");

  @Test
  void page_overARunOnFlink_followsItAndSilencesWhatIsMuted() throws Exception {
    String chromium =
        Optional.ofNullable(System.getenv("MELTWATCH_CHROMIUM")).orElse("/usr/bin/chromium");
    need(Files.isExecutable(Path.of(chromium)), "no Chromium at " + chromium);
    need(isOnPath("node"), "no node");
    need(Files.isDirectory(WEB.resolve("node_modules/playwright-core")), "npm has fetched nothing");
    Path results = temporary.resolve("results");
    List<String> run = new ArrayList<>(java(Launcher.class));
    run.addAll(OPTIONS);
    run.add("--output=" + results);
    List<String> serve = new ArrayList<>(java(Dashboard.class));
    serve.addAll(List.of("--commands", "--results=" + results));
    Map<String, Object> real =
        Map.of(
            "run", run,
            "serve", serve,
            "results", results.toString(),
            "print", PRINT,
            "grows", GROWS);

    Path said = temporary.resolve("said");
    ProcessBuilder node =
        new ProcessBuilder("node", "--test", "--test-timeout=240000", "test/real.test.mjs")
            .directory(WEB.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    node.environment().put("MELTWATCH_REAL", JsonMapper.builder().build().writeValueAsString(real));
    Process process = node.start();
    try {
      boolean hasEnded = process.waitFor(280, TimeUnit.SECONDS);
      assertEquals(0, hasEnded ? process.exitValue() : -1, () -> read(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static List<String> java(Class<?> main) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-cp", System.getProperty("java.class.path"), main.getName());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void need(boolean isThere, String whatIsNot) {
    if (!isThere) {
      System.out.println("SKIPPED: the page is not tested over a run on Flink, " + whatIsNot);
    }
    assumeTrue(isThere, whatIsNot);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
