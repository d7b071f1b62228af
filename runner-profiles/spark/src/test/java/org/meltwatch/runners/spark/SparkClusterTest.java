package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.Fault;
import org.meltwatch.challenger.Grid;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.Settings;
import org.meltwatch.challenger.SyntheticPrint;
import org.meltwatch.launch.ClusterProcesses;
import org.meltwatch.pipeline.MonitorRun;

/** Workers that are processes of their own give, byte for byte, what one process gives. */
class SparkClusterTest {

  private static final int WORKERS = 2;

  private static final Settings CHALLENGER =
      Settings.of(new SyntheticPrint("SYN", 8, Grid.parse("2x2"), 120, 7))
          .withFaults(
              new Fault(Fault.Kind.DROP, 2, 0),
              new Fault(Fault.Kind.DROP, 7, 1),
              new Fault(Fault.Kind.DUPLICATE, 3, 1));

  @TempDir private Path temporary = Path.of("");

  @Test
  void run_onTwoWorkers_givesWhatOneProcessGives() throws Exception {
    run("local", "local[4]");
    LocalCluster cluster =
        new LocalCluster(
            Path.of("target", "spark-cluster-" + ProcessHandle.current().pid()),
            ClusterProcesses.freePort());
    cluster.start(WORKERS);
    try {
      run("cluster", cluster.master());
    } finally {
      assertEquals(WORKERS + 1, cluster.stop(), "processes that were still running");
    }
    for (String file : new String[] {"q1.csv", "q2.csv", "q3.csv"}) {
      assertEquals(read("local", file), read("cluster", file), file);
    }
  }

  private void run(String name, String master) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (LocalChallenger challenger = LocalChallenger.start(CHALLENGER)) {
      int code =
          new MonitorRun(new SparkProfile(), out, out)
              .run(
                  "--challenger=" + challenger.url(),
                  "--output=" + temporary.resolve(name),
                  "--sparkMaster=" + master,
                  "--verbose");
      assertEquals(MonitorRun.OK, code, said.toString(StandardCharsets.UTF_8));
    }
  }

  private String read(String run, String file) throws IOException {
    return Files.readString(temporary.resolve(run).resolve(file));
  }
}
