package org.meltwatch.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ClusterProcessesTest {

  @TempDir private Path dir = Path.of("");

  @AfterEach
  void stop() throws Exception {
    processes().stop();
  }

  @Test
  void stop_byAnotherThanTheStarter_endsAllInOrder() throws Exception {
    start("one");

    assertEquals(1, processes().stop());
    assertTrue(Files.exists(dir.resolve("ended")));
    assertTrue(Files.readString(dir.resolve("one.log")).contains("error stream"));
    assertEquals(0, processes().stop());
  }

  @Test
  void create_whileOneRuns_isRefused() throws Exception {
    start("one");

    assertEquals(
        "a cluster is running already, by the pid files in " + dir,
        assertThrows(IOException.class, () -> processes().create()).getMessage());
  }

  @Test
  void await_ofProcessThatEnds_stopsTheOthers() throws Exception {
    start("one");
    ProcessHandle one = processes().process("one").orElseThrow();
    processes().start("two", arguments("go"), Map.of());

    String complaint =
        assertThrows(IOException.class, () -> processes().await(2, () -> false)).getMessage();
    assertEquals("two ended before the cluster was ready: see the logs in " + dir, complaint);
    assertFalse(one.isAlive());
  }

  @Test
  void process_whosePidIsAnothers_isNotThere() throws Exception {
    Files.writeString(
        dir.resolve("one.pid"), ProcessHandle.current().pid() + " 1999-01-01T00:00:00Z");

    assertTrue(processes().process("one").isEmpty());
    assertEquals(0, processes().stop());
  }

  @Test
  void process_whoseStartIsReckonedASecondOff_isThere() throws Exception {
    start("one");
    Path pid = dir.resolve("one.pid");
    String[] identity = Files.readString(pid).strip().split(" ", -1);
    Files.writeString(pid, identity[0] + " " + Instant.parse(identity[1]).plusSeconds(1));

    assertEquals(1, processes().stop());
  }

  /** Starts a process and waits until it can be told to end. */
  private void start(String name) throws Exception {
    processes().create();
    processes().start(name, arguments("sleep", dir.resolve("ready").toString()), Map.of());
    processes().await(1, () -> Files.exists(dir.resolve("ready")));
  }

  private static List<String> arguments(String... args) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), FakeMain.class.getName()));
    arguments.addAll(List.of(args));
    return arguments;
  }

  private ClusterProcesses processes() {
    return new ClusterProcesses(dir);
  }
}
