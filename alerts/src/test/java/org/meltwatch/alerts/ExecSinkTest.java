package org.meltwatch.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.alerts.Raisings.raised;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.tracking.Level;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class ExecSinkTest {

  @TempDir private Path dir;

  @Test
  void deliver_program_isGivenJsonAndFacts() throws Exception {
    AlertMessage message = AlertMessage.of(raised(10, Level.STOP));
    program("cat > in.json; env | grep ^MELTWATCH_ALERT_ | sort > env.txt");
    sink(Duration.ofSeconds(10)).deliver(message);

    assertEquals(new String(message.json(), UTF_8), Files.readString(dir.resolve("in.json")));
    assertEquals(
        List.of(
            "MELTWATCH_ALERT_DEFECT=3-18-19",
            "MELTWATCH_ALERT_FAMILY=hot",
            "MELTWATCH_ALERT_HEIGHT=8",
            "MELTWATCH_ALERT_KEY=" + message.key(),
            "MELTWATCH_ALERT_LAYER=10",
            "MELTWATCH_ALERT_LEVEL=STOP",
            "MELTWATCH_ALERT_POINTS=50",
            "MELTWATCH_ALERT_PRINT_ID=P",
            "MELTWATCH_ALERT_TIME=1970-01-01T00:00:10Z"),
        Files.readAllLines(dir.resolve("env.txt")));
  }

  @Test
  void deliver_programThatFails_isReportedByItsExitCode() throws Exception {
    program("exit 7");
    assertEquals("its exit code is 7", refusal(Duration.ofSeconds(10)));
  }

  @Test
  void deliver_programThatNeverEnds_isEndedInTimeWithItsChildren() throws Exception {
    program("sleep 60 & echo $! > child; wait");
    long start = System.nanoTime();
    assertEquals("it did not end within 1 s, and was ended", refusal(Duration.ofSeconds(1)));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());

    long child = Long.parseLong(Files.readString(dir.resolve("child")).strip());
    ProcessHandle.of(child)
        .ifPresent(
            handle -> handle.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join());
  }

  @Test
  void deliver_noProgram_isRefused() {
    String why = refusal(Duration.ofSeconds(10));
    assertTrue(why.startsWith("it cannot be started: "), why);
  }

  private String refusal(Duration timeout) {
    AlertMessage message = AlertMessage.of(raised(10, Level.STOP));
    return assertThrows(RefusedAlertException.class, () -> sink(timeout).deliver(message))
        .getMessage();
  }

  private ExecSink sink(Duration timeout) {
    return new ExecSink(dir.resolve("program"), timeout);
  }

  private void program(String script) throws IOException {
    Path program = dir.resolve("program");
    Files.writeString(program, "#!/bin/sh\ncd '" + dir + "'\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
