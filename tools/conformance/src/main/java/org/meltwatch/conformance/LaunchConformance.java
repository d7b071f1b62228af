package org.meltwatch.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.launch.Launcher;
import org.meltwatch.model.DefectRules;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.testing.ListeningSockets;

/**
 * Small runs as a user starts them, in processes of their own, on whatever a machine may have: the
 * result files must equal those of the reference model byte for byte.
 */
@Timeout(300)
public abstract class LaunchConformance {

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN3", 6, Grid.parse("1x2"), 90, 3);
  private static final List<String> ARGUMENTS =
      List.of("--port=0", "--layers=6", "--tiles=1x2", "--tileSize=90", "--seed=3", "--print=SYN3");
  private static final int TIMEOUT_SECONDS = 120;

  @TempDir private Path temporary = Path.of("");

  @TestFactory
  Stream<DynamicTest> launch_onEachJdkOfThisMachine_equalsTheReferenceModel() throws Exception {
    return Jdk.installed().stream()
        .map(jdk -> dynamicTest(jdk.toString(), () -> requireExpected(jdk, List.of())));
  }

  /** Where numbers have other digits, and where the capital of i has a dot. */
  @TestFactory
  Stream<DynamicTest> launch_inLanguagesThatFormatOtherwise_equalsTheReferenceModel() {
    return Stream.of(Locale.forLanguageTag("ar-EG"), Locale.forLanguageTag("tr-TR"))
        .map(
            locale ->
                dynamicTest(
                    locale.toLanguageTag(), () -> requireExpected(Jdk.own(), flags(locale))));
  }

  private static List<String> flags(Locale locale) {
    return List.of(
        "-Duser.language=" + locale.getLanguage(), "-Duser.country=" + locale.getCountry());
  }

  /** A print that takes its time, and whatever the run and its challenger open meanwhile. */
  @Test
  void launch_whileItRuns_listensOnLoopbackOnly() throws Exception {
    assumeTrue(ListeningSockets.areTold(), "only Linux tells");
    Path out = Files.createTempDirectory(temporary, "run").resolve("out");
    Process run = launch(Jdk.own(), List.of(), out, "--rate=4");
    assertEquals(
        Set.of(),
        ListeningSockets.beyondLoopback(
            run.toHandle(), millis -> !run.waitFor(millis, TimeUnit.MILLISECONDS)));
    assertEquals(0, run.exitValue(), said(out));
  }

  private void requireExpected(Jdk jdk, List<String> flags) throws Exception {
    Path out = Files.createTempDirectory(temporary, "run").resolve("out");
    Process run = launch(jdk, flags, out);
    if (!run.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
      throw new AssertionError("the run does not end: " + said(out));
    }
    assertEquals(0, run.exitValue(), said(out));
    Expected expected = expected();
    for (Map.Entry<String, String> file : expected.files().entrySet()) {
      assertEquals(file.getValue(), Files.readString(out.resolve(file.getKey())), file.getKey());
    }
  }

  private Process launch(Jdk jdk, List<String> flags, Path out, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Launcher.class.getName());
    command.addAll(ARGUMENTS);
    command.addAll(List.of(more));
    command.add("--output=" + out);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.resolveSibling("said").toFile());
    if (!flags.isEmpty()) {
      // For the launcher, the run and its challenger.
      builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", flags));
    }
    return builder.start();
  }

  private static String said(Path out) throws IOException {
    return Files.readString(out.resolveSibling("said"), UTF_8);
  }

  private static Expected expected() throws IOException {
    try (LocalChallenger challenger = LocalChallenger.start(Settings.of(PRINT))) {
      return Expected.of(challenger, DefectRules.DEFAULT);
    }
  }
}
