package org.meltwatch.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher as a process, with a small main class in place of the real one. */
@Timeout(120)
final class LauncherTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path dir;
  private Path pidFile;

  @BeforeEach
  void registerProfile() throws IOException {
    pidFile = dir.resolve("pid");
    register(FakeProfile.class.getName());
  }

  @Test
  void run_someArguments_passesOnArgumentsFlagsAndStreams() throws Exception {
    Process launcher = launch("-Dfake.more=first -Dfake.more=second", "go", "a b", "@c", "", "\"");

    assertEquals(
        """
        args [go, a b, @c, , "]
        flag of "the" \\profile
        more second
        terminal false
        done
        """,
        read(launcher, "stdout"));
    assertEquals("error stream\n", read(launcher, "stderr"));
    assertEquals(0, launcher.exitValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 255})
  void run_childExits_passesItsCodeOn(int code) throws Exception {
    Process launcher = launch("", "exit", Integer.toString(code));

    assertEquals(code, launcher.waitFor());
    assertEquals("error stream\n", read(launcher, "stderr"));
  }

  @Test
  void run_noProfile_saysSoInOneLine() throws Exception {
    register("");
    Process launcher = launch("", "go");

    assertEquals(2, launcher.waitFor());
    assertEquals(
        "meltwatch: exactly one runner profile must be on the class path, found []:"
            + " launch with one of -Pdirect, -Pflink, -Pspark, -Preference\n",
        read(launcher, "stderr"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void run_launcherIsTold_endsTheChildInOrder(String signal) throws Exception {
    assumeFalse(isIgnored(signal), "SIG" + signal + " is ignored here, as in background jobs");
    Process launcher = launch("", "sleep", pidFile.toString());
    ProcessHandle child = child();

    signal(launcher, signal);

    assertEquals(signal.equals("TERM") ? 143 : 130, launcher.waitFor());
    assertTrue(Files.exists(dir.resolve("ended")), "the child ends before the launcher does");
    child.onExit().get(20, TimeUnit.SECONDS);
    assertEquals("error stream\n", read(launcher, "stderr"));
  }

  @Test
  void run_launcherIsKilled_endsTheChildInOrder() throws Exception {
    Process launcher = launch("", "sleep", pidFile.toString());
    ProcessHandle child = child();

    signal(launcher, "KILL");

    child.onExit().get(20, TimeUnit.SECONDS);
    assertTrue(Files.exists(dir.resolve("ended")));
  }

  @Test
  void run_childIsKilled_passesItsCodeOn() throws Exception {
    Process launcher = launch("", "sleep", pidFile.toString());

    child().destroyForcibly();

    assertEquals(137, launcher.waitFor());
  }

  @Test
  void run_childRunsOutOfMemory_endsWithTheWayOut() throws Exception {
    Process launcher = launch("", "hoard");

    assertEquals(137, launcher.waitFor());
    String said = read(launcher, "stderr");
    assertTrue(said.contains("meltwatch: out of memory, so this process ends."), said);
    assertTrue(said.contains("MELTWATCH_JVM_FLAGS=-Xmx8g"), said);
  }

  @Test
  void run_argFile_isGoneAfterwards() throws Exception {
    Path temporary = Files.createDirectory(dir.resolve("temporary"));
    Process launcher = launch(List.of("-Djava.io.tmpdir=" + temporary), "", "go");
    assertEquals(0, launcher.waitFor());

    assertEquals(0, temporary.toFile().list().length);
  }

  private void register(String profile) throws IOException {
    Path services = Files.createDirectories(dir.resolve("META-INF/services"));
    Files.writeString(services.resolve("org.meltwatch.pipeline.RunnerProfile"), profile + "\n");
  }

  private Process launch(String more, String... args) throws IOException {
    return launch(List.of(), more, args);
  }

  private Process launch(List<String> flags, String more, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            dir + File.pathSeparator + System.getProperty("java.class.path"),
            FakeLauncher.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(dir.resolve("stdout").toFile())
            .redirectError(dir.resolve("stderr").toFile());
    builder.environment().put("MELTWATCH_JVM_FLAGS", more);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }

  private String read(Process launcher, String stream) throws Exception {
    launcher.waitFor();
    return Files.readString(dir.resolve(stream), UTF_8);
  }

  private ProcessHandle child() throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!Files.exists(pidFile)) {
      assertTrue(Instant.now().isBefore(end), "the child must leave its process id");
      Thread.sleep(20);
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
  }

  /** Children inherit it, and Java leaves a signal ignored that it finds ignored. */
  private static boolean isIgnored(String signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    int number = signal.equals("INT") ? 2 : 15;
    return (Long.parseUnsignedLong(mask, 16) >>> (number - 1) & 1) == 1;
  }

  private static void signal(Process process, String signal) throws Exception {
    assertEquals(
        0,
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
  }
}
