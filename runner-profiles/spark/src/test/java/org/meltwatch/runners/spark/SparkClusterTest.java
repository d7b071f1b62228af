package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.Plate;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.testing.ListeningSockets;

/** Workers that are processes of their own. */
@Timeout(600)
class SparkClusterTest {

  private static final int WORKERS = 2;
  private static final Plate PLATE = new Plate(2, 2);

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
  void run_onTwoWorkers_givesWhatTheModelGives() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(Runs.WITH_FAULTS)) {
      Runs run = run(challenger);
      assertEquals(MonitorRun.OK, run.code(), run.said());
      Expected.of(challenger, PLATE).requireIn(temporary.resolve("out"), run.said());
    }
  }

  @Test
  void run_onTwoWorkers_takesConnectionsOnLoopbackOnly() throws Exception {
    assumeTrue(ListeningSockets.areTold(), "only Linux tells");
    try (LocalChallenger challenger = LocalChallenger.start(Runs.WITH_FAULTS)) {
      FutureTask<Runs> run = new FutureTask<>(() -> run(challenger));
      new Thread(run, "run").start();
      assertEquals(
          Set.of(),
          ListeningSockets.beyondLoopback(
              ProcessHandle.current(),
              millis -> {
                Thread.sleep(millis);
                return !run.isDone();
              }));
      assertEquals(MonitorRun.OK, run.get().code(), run.get().said());
    }
  }

  private Runs run(LocalChallenger challenger) {
    return Runs.of(
        "--challenger=" + challenger.url(),
        "--output=" + temporary.resolve("out"),
        "--sparkMaster=" + cluster.master(),
        "--plate=" + PLATE,
        "--verbose");
  }
}
