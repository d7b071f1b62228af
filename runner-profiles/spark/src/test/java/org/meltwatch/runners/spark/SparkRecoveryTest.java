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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.conformance.ChallengerProxy;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.Plate;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.processes.ClusterProcesses;

/** Executors die in mid-run, and the run goes on as if they had not. */
@Timeout(900)
class SparkRecoveryTest {

  private static final int WORKERS = 2;
  private static final int RATE = 20;
  private static final Plate PLATE = new Plate(2, 2);
  private static final Fault DUPLICATE = new Fault(Fault.Kind.DUPLICATE, 34, 2);

  /** How long a run may take from a kill to its end, on a machine that is busy with other tests. */
  private static final long END_SECONDS = 300;

  @TempDir private Path temporary = Path.of("");
  private LocalCluster cluster = new LocalCluster(Path.of("target", "spark-recovery-test"), 0);

  @BeforeEach
  void startCluster() throws Exception {
    cluster =
        new LocalCluster(Path.of("target", "spark-recovery-test"), ClusterProcesses.freePort());
    cluster.stop();
    cluster.start(WORKERS);
  }

  @AfterEach
  void stopCluster() throws Exception {
    cluster.stop();
  }

  @Test
  void run_whoseExecutorIsKilled_goesOnAndLosesNothing() throws Exception {
    try (LocalChallenger challenger = challenger(DUPLICATE)) {
      CompletableFuture<Runs> running = start(challenger);
      awaitResults(running, 80);
      executor(LocalCluster.worker(1)).destroyForcibly();
      Runs run = running.get(END_SECONDS, TimeUnit.SECONDS);
      assertEquals(MonitorRun.OK, run.code(), run.said());
      check(challenger, run, 0);
    }
  }

  /** The other one does the work of both, and proves gaps with what the lost one had read. */
  @Test
  void run_whoseWorkerIsKilled_goesOnAndNamesWhatNeverCame() throws Exception {
    try (LocalChallenger challenger =
        challenger(
            DUPLICATE,
            new Fault(Fault.Kind.DROP, 2, 0),
            new Fault(Fault.Kind.DROP, 31, 1),
            new Fault(Fault.Kind.DROP, 50, 3))) {
      CompletableFuture<Runs> running = start(challenger);
      awaitResults(running, 80);
      ProcessHandle executor = executor(LocalCluster.worker(1));
      cluster.process(LocalCluster.worker(1)).orElseThrow().destroyForcibly();
      executor.destroyForcibly();
      Runs run = running.get(END_SECONDS, TimeUnit.SECONDS);
      assertEquals(MonitorRun.INCOMPLETE, run.code(), run.said());
      check(challenger, run, 3);
    }
  }

  @Test
  void run_withResultsRefused_failsAndTellsWhy() throws Exception {
    try (LocalChallenger challenger = challenger(DUPLICATE);
        ChallengerProxy proxy =
            ChallengerProxy.refusingResults(challenger.url(), 403, post -> true)) {
      Runs run = run(proxy.url(), "out");
      assertEquals(MonitorRun.FAILED, run.code(), run.said());
      assertTrue(
          run.said().contains("meltwatch: the result of batch ") && run.said().contains("403"),
          run.said());
    }
  }

  private CompletableFuture<Runs> start(LocalChallenger challenger) {
    return CompletableFuture.supplyAsync(() -> run(challenger.url(), "out"));
  }

  private Runs run(String challenger, String name) {
    return Runs.of(
        "--challenger=" + challenger,
        "--output=" + temporary.resolve(name),
        "--sparkMaster=" + cluster.master(),
        "--plate=" + PLATE);
  }

  /** The files are those of a run that nobody disturbed. */
  private void check(LocalChallenger challenger, Runs run, int dropped) throws IOException {
    Path out = temporary.resolve("out");
    JsonNode summary = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertEquals(0, summary.get("counts").get("unanswered").size(), run.said());
    assertEquals(dropped, summary.get("lost").size(), run.said());
    assertEquals(
        challenger.tiles().size() - 1, summary.get("counts").get("results").asInt(), run.said());
    assertEquals(0, summary.get("revised").size(), run.said());
    assertEquals(List.of(), spooled(), "messages whose results are out");
    Expected.of(challenger, PLATE).requireIn(out, run.said());
  }

  private List<Path> spooled() throws IOException {
    Path spool = temporary.resolve("out/spool");
    if (!Files.exists(spool)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static LocalChallenger challenger(Fault... faults) throws IOException {
    return LocalChallenger.start(
        Settings.of(new SyntheticPrint("SYN", 60, Grid.parse("2x2"), 60, 7))
            .withRate(RATE)
            .withFaults(faults));
  }

  private ProcessHandle executor(String worker) throws IOException {
    try (Stream<ProcessHandle> children = cluster.process(worker).orElseThrow().children()) {
      return children.findFirst().orElseThrow();
    }
  }

  private void awaitResults(CompletableFuture<Runs> running, int results) throws Exception {
    while (Runs.results(temporary.resolve("out")) < results) {
      assertFalse(running.isDone(), () -> running.join().said());
      Thread.sleep(50);
    }
  }
}
