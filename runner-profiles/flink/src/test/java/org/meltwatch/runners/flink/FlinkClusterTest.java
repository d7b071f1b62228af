package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.Plate;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.testing.ListeningSockets;

/**
 * Processes that are killed. What they had received is in the spool, and the local challenger gives
 * each position of a lane the same batch again: nothing may be lost, and the result files must be
 * those of a run that nobody disturbed.
 */
@Timeout(240)
class FlinkClusterTest {

  private static final int RATE = 40;
  private static final Pattern SEQ_ID = Pattern.compile("\"seq_id\":(\\d+)");
  private static final Plate PLATE = new Plate(2, 2);

  @TempDir private Path temporary = Path.of("");
  private LocalCluster cluster = new LocalCluster(Path.of("target/flink-cluster-test"), 0);

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new LocalCluster(Path.of("target/flink-cluster-test"), ClusterProcesses.freePort());
    cluster.stop();
    cluster.start(2);
  }

  @AfterEach
  void stopCluster() throws Exception {
    cluster.stop();
  }

  @Test
  void run_whoseTaskManagerIsKilled_losesNothing() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      CompletableFuture<Runs> run = CompletableFuture.supplyAsync(() -> run(challenger));
      awaitResults(40);
      cluster.process(LocalCluster.taskManager(1)).orElseThrow().destroyForcibly();
      check(challenger, run.get());
    }
  }

  @Test
  void run_whoseClusterIsKilled_losesNothingOnTheNext() throws Exception {
    try (LocalChallenger challenger = challenger()) {
      CompletableFuture<Runs> run = CompletableFuture.supplyAsync(() -> run(challenger));
      awaitResults(40);
      cluster.kill();
      cluster.start(2);
      check(challenger, run.get());
    }
  }

  @Test
  void run_onTheCluster_takesConnectionsOnLoopbackOnly() throws Exception {
    assumeTrue(ListeningSockets.areTold(), "only Linux tells");
    try (LocalChallenger challenger = challenger()) {
      CompletableFuture<Runs> run = CompletableFuture.supplyAsync(() -> run(challenger));
      assertEquals(
          Set.of(),
          ListeningSockets.beyondLoopback(
              ProcessHandle.current(),
              millis -> {
                Thread.sleep(millis);
                return !run.isDone();
              }));
      check(challenger, run.get());
    }
  }

  private Runs run(LocalChallenger challenger) {
    return Runs.of(
        "--challenger=" + challenger.url(),
        "--output=" + temporary.resolve("out"),
        "--flinkMaster=" + cluster.master(),
        "--checkpointingInterval=200",
        "--checkpointDir=" + temporary.resolve("checkpoints"),
        "--parallelism=2",
        "--plate=" + PLATE,
        "--verbose");
  }

  /** The files are those of a run that nobody disturbed. */
  private void check(LocalChallenger challenger, Runs run) throws IOException {
    Path out = temporary.resolve("out");
    assertEquals(MonitorRun.OK, run.code(), run.said());
    JsonNode summary = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    for (String none : List.of("unanswered", "missing_batch_ids")) {
      assertEquals(0, summary.get("counts").get(none).size(), run.said());
    }
    assertEquals(0, summary.get("revised").size(), run.said());
    assertEquals(0, summary.get("counts").get("duplicates").asInt(), run.said());
    assertEquals(challenger.tiles().size(), summary.get("counts").get("results").asInt());
    assertEquals(List.of(), files("out/spool"), "messages whose results are out");
    assertEquals(List.of(), files("checkpoints"), "checkpoints of a run that is over");
    Expected.of(challenger, PLATE).requireIn(out, run.said());
  }

  private List<Path> files(String name) throws IOException {
    Path directory = temporary.resolve(name);
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void awaitResults(int tiles) throws IOException, InterruptedException {
    while (answered().size() < tiles) {
      Thread.sleep(50);
    }
  }

  private Set<Long> answered() throws IOException {
    Path parts = temporary.resolve("out/parts");
    Set<Long> ids = new HashSet<>();
    if (Files.isDirectory(parts)) {
      try (Stream<Path> files = Files.list(parts)) {
        for (Path file : files.filter(part -> name(part).startsWith("q3")).toList()) {
          Files.readString(file).lines().forEach(row -> add(row, ids));
        }
      }
    }
    return ids;
  }

  /** The last line of a file may be half written. */
  private static void add(String row, Set<Long> ids) {
    Matcher id = SEQ_ID.matcher(row);
    if (id.find()) {
      ids.add(Long.parseLong(id.group(1)));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static LocalChallenger challenger() throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 60, Grid.parse("2x2"), 60, 7)).withRate(RATE));
  }
}
