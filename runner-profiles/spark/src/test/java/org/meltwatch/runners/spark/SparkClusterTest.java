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
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.testing.ListeningSockets;

/** Workers that are processes of their own. */
@Timeout(600)
class SparkClusterTest {

  private static final int WORKERS = 2;

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

  @Test
  void run_onTwoWorkers_takesConnectionsOnLoopbackOnly() throws Exception {
    assumeTrue(ListeningSockets.areTold(), "only Linux tells");
    FutureTask<Void> run =
        new FutureTask<>(
            () -> {
              run("cluster", cluster.master());
              return null;
            });
    new Thread(run, "run").start();
    assertEquals(
        Set.of(),
        ListeningSockets.beyondLoopback(
            ProcessHandle.current(),
            millis -> {
              Thread.sleep(millis);
              return !run.isDone();
            }));
    run.get();
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
}
