package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.cli.CliFrontend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.processes.ClusterProcesses;
import org.meltwatch.processes.JvmFlags;

/**
 * The job's one jar, submitted as {@code flink run} does, by a process with nothing but Flink on
 * its class path. Runs after the jar has been made, in Maven's phase {@code verify}.
 */
@Tag("job-jar")
@Timeout(600)
class FlinkRunTest {

  private static final List<String> FILES = List.of("q1.csv", "q2.csv", "q3.csv");

  @TempDir private Path temporary = Path.of("");
  private final Path directory = Path.of("target/flink-run-test").toAbsolutePath();
  private LocalCluster cluster = new LocalCluster(directory, 0);
  private Path jar = Path.of("");

  @BeforeEach
  void startCluster() throws Exception {
    @Nullable String made = System.getProperty("meltwatch.jobJar");
    assumeTrue(made != null && Files.exists(Path.of(made)), "needs the job's jar: mvn verify");
    jar = Path.of(String.valueOf(made));
    cluster.stop();
    cluster = new LocalCluster(directory, ClusterProcesses.freePort());
    cluster.start(1);
  }

  @AfterEach
  void stopCluster() throws Exception {
    cluster.stop();
  }

  @Test
  void flinkRun_ofTheJobsJar_reportsAndExitsAsEveryRunDoes() throws Exception {
    SyntheticPrint print = new SyntheticPrint("SYN", 6, Grid.parse("2x2"), 60, 7);
    try (LocalChallenger sound = LocalChallenger.start(Settings.of(print));
        LocalChallenger faulty =
            LocalChallenger.start(
                Settings.of(print).withFaults(new Fault(Fault.Kind.CORRUPT, 4, 2)))) {
      Runs here = Runs.of("--challenger=" + sound.url(), "--output=" + temporary.resolve("here"));
      assertEquals(MonitorRun.OK, here.code(), here.said());

      Runs there = flinkRun(sound, "there", "--checkpointingInterval=200");
      assertEquals(MonitorRun.OK, there.code(), there.said());
      assertTrue(there.said().contains("24 results"), there.said());
      for (String file : FILES) {
        assertEquals(
            Files.readString(temporary.resolve("here").resolve(file)),
            Files.readString(temporary.resolve("there").resolve(file)));
      }

      Runs incomplete = flinkRun(faulty, "incomplete");
      assertEquals(MonitorRun.INCOMPLETE, incomplete.code(), incomplete.said());
    }
  }

  private Runs flinkRun(LocalChallenger challenger, String output, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.opens());
    command.add("-cp");
    command.add(String.join(File.pathSeparator, ClassPath.ofThisProcess().cluster()));
    command.addAll(List.of(CliFrontend.class.getName(), "run", jar.toString()));
    command.add("--challenger=" + challenger.url());
    command.add("--output=" + temporary.resolve(output));
    command.add("--parallelism=2");
    command.addAll(List.of(more));
    Path said = temporary.resolve(output + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("FLINK_CONF_DIR", directory.toString());
    int code = builder.start().waitFor();
    return new Runs(code, Files.readString(said));
  }
}
