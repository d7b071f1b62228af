package org.meltwatch.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The page in a real browser, and that the page in the jar is what its sources give. Both need node
 * 20 and npm, and the first one Chromium: where they are not, the test says so and is skipped.
 */
@Tag("processes")
@Timeout(900)
class PageTest {

  private static final Path WEB = Path.of("web");
  private static final Pattern NO_NETWORK =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH");

  @Test
  void page_committed_isWhatItsSourcesGive() throws Exception {
    prepare();

    assertEquals(0, run("./build", "--check").code(), "dashboard/web/build --check");
  }

  @Test
  void page_inChromium_doesWhatItsTestsSay() throws Exception {
    String chromium =
        Optional.ofNullable(System.getenv("MELTWATCH_CHROMIUM")).orElse("/usr/bin/chromium");
    need(Files.isExecutable(Path.of(chromium)), "no Chromium at " + chromium);
    prepare();

    assertEquals(0, run("npm", "test").code(), "npm test in dashboard/web");
  }

  private static void prepare() throws Exception {
    need(isOnPath("node") && isOnPath("npm"), "no node, or no npm");
    String version = run("node", "--version").said().strip();
    need(Integer.parseInt(version.replaceAll("^v|\\..*", "")) >= 20, "node is " + version);
    if (Files.isDirectory(WEB.resolve("node_modules/playwright-core"))) {
      return;
    }
    Ended installed = run("npm", "ci", "--no-fund", "--no-audit");
    need(!NO_NETWORK.matcher(installed.said()).find(), "npm reaches no registry");
    assertEquals(0, installed.code(), "npm ci in dashboard/web");
  }

  private static void need(boolean isThere, String whatIsNot) {
    if (!isThere) {
      System.out.println("SKIPPED: the dashboard's page is not tested, " + whatIsNot);
    }
    assumeTrue(isThere, whatIsNot);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private record Ended(int code, String said) {}

  /** Runs a program in dashboard/web; what it says is shown if it fails. */
  private static Ended run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(WEB.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream in = process.getInputStream()) {
      process.getOutputStream().close();
      String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(1, TimeUnit.MINUTES);
      if (process.exitValue() != 0) {
        System.out.println(said);
      }
      return new Ended(process.exitValue(), said);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
