package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.Grid;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.Settings;
import org.meltwatch.challenger.SyntheticPrint;
import org.meltwatch.launch.ClusterProcesses;
import org.meltwatch.pipeline.MonitorRun;

/** Workers that are processes of their own. */
@Timeout(600)
class SparkClusterTest {

  private static final int WORKERS = 2;

  /** How long after a kill a run may take to end. */
  private static final long END_SECONDS = 60;

  @TempDir private Path temporary = Path.of("");
  private LocalCluster cluster = new LocalCluster(Path.of("target", "spark-cluster-test"), 0);

  @BeforeEach
  void startCluster() throws Exception {
    cluster =
        new LocalCluster(Path.of("target", "spark-cluster-test"), ClusterProcesses.freePort());
    cluster.stop();
    cluster.start(WORKERS);
  }

  @AfterEach
  void stopCluster() throws Exception {
    assertEquals(WORKERS + 1, cluster.stop(), "processes that were still running");
  }

  @Test
  void run_onTwoWorkers_givesWhatOneProcessGives() throws Exception {
    run("local", "local[4]");
    run("cluster", cluster.master());
    Runs.assertSameFiles(temporary.resolve("local"), temporary.resolve("cluster"));
  }

  private void run(String name, String master) throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Runs.WITH_FAULTS)) {
      Runs run =
          Runs.of(
              "--challenger=" + challenger.url(),
              "--output=" + temporary.resolve(name),
              "--sparkMaster=" + master,
              "--verbose");
      assertEquals(MonitorRun.OK, run.code(), run.said());
    }
  }

  @Test
  void run_whoseExecutorIsKilled_endsAndNamesWhatWasLost() throws Exception {
    Path out = temporary.resolve("out");
    try (LocalChallenger challenger =
        LocalChallenger.start(
            Settings.of(new SyntheticPrint("SYN", 100, Grid.parse("2x2"), 60, 7)).withRate(40))) {
      CompletableFuture<Runs> running =
          CompletableFuture.supplyAsync(
              () ->
                  Runs.of(
                      "--challenger=" + challenger.url(),
                      "--output=" + out,
                      "--sparkMaster=" + cluster.master()));
      awaitResults(running, out, 40);
      executor(LocalCluster.worker(1)).destroyForcibly();

      Runs run = running.get(END_SECONDS, TimeUnit.SECONDS);
      assertEquals(MonitorRun.FAILED, run.code(), run.said());
      assertTrue(
          run.said().contains(" was lost, and with it what its lanes had fetched"), run.said());
      assertTrue(
          run.said().contains("what was answered until the run failed is in " + out), run.said());
    }
    checkAccountedFor(out);
  }

  /** Every batch up to the last one that was seen is in q3.csv, or named. */
  private static void checkAccountedFor(Path out) throws IOException {
    Set<Long> known = new TreeSet<>();
    Files.readAllLines(out.resolve("q3.csv")).stream()
        .skip(1)
        .forEach(row -> known.add(Long.parseLong(row.substring(0, row.indexOf(',')))));
    JsonNode counts = new ObjectMapper().readTree(out.resolve("run.json").toFile()).get("counts");
    known.addAll(ids(counts.get("missing_batch_ids")));
    known.addAll(ids(counts.get("unanswered")));
    List<Long> all = List.copyOf(known);
    assertEquals(LongStream.range(0, all.size()).boxed().toList(), all);
    assertEquals(0, counts.get("lanes_ended").asInt(), "the run was cut short, and says so");
  }

  private static Set<Long> ids(JsonNode ranges) {
    Set<Long> ids = new TreeSet<>();
    for (JsonNode range : ranges) {
      LongStream.rangeClosed(range.get("first").asLong(), range.get("last").asLong())
          .forEach(ids::add);
    }
    return ids;
  }

  private ProcessHandle executor(String worker) throws IOException {
    try (Stream<ProcessHandle> children = cluster.process(worker).orElseThrow().children()) {
      return children.findFirst().orElseThrow();
    }
  }

  private static void awaitResults(CompletableFuture<Runs> running, Path out, int results)
      throws Exception {
    while (results(out.resolve("parts")) < results) {
      assertFalse(running.isDone(), () -> running.join().said());
      Thread.sleep(50);
    }
  }

  private static long results(Path parts) throws IOException {
    if (!Files.isDirectory(parts)) {
      return 0;
    }
    long results = 0;
    try (Stream<Path> files = Files.list(parts)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).startsWith("q3")) {
          results += Files.readAllLines(file).size();
        }
      }
    }
    return results;
  }
}
