package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.processes.ClusterProcesses;

/** The job jar, submitted by Spark's own program to a cluster that has nothing but Spark. */
@Timeout(600)
class SparkSubmitIT {

  private static final Path JOB = Path.of(System.getProperty("meltwatch.jobJar", ""));

  @TempDir private Path temporary = Path.of("");
  private LocalCluster cluster = new LocalCluster(Path.of("target", "spark-submit-test"), 0);

  @BeforeEach
  void startCluster() throws Exception {
    cluster = new LocalCluster(Path.of("target", "spark-submit-test"), ClusterProcesses.freePort());
    cluster.stop();
    cluster.start(1);
  }

  @AfterEach
  void stopCluster() throws Exception {
    cluster.stop();
  }

  @Test
  void submit_theJobJar_givesWhatOneProcessGives() throws Exception {
    Path out = temporary.resolve("submitted");
    Path local = temporary.resolve("local");
    try (LocalChallenger challenger = LocalChallenger.start(Runs.WITH_FAULTS)) {
      int code = submit("--challenger=" + challenger.url(), "--lanes=2", "--output=" + out);
      assertEquals(MonitorRun.OK, code, said("stderr"));
      assertTrue(said("stdout").contains("In " + out + ": q1.csv q2.csv q3.csv run.json"));
    }
    try (LocalChallenger challenger = LocalChallenger.start(Runs.WITH_FAULTS)) {
      Runs run = Runs.of("--challenger=" + challenger.url(), "--output=" + local);
      assertEquals(MonitorRun.OK, run.code(), run.said());
    }
    Runs.assertSameFiles(local, out);
  }

  @Test
  void submit_withAMistake_tellsItAndGivesTheExitCode() throws Exception {
    assertEquals(MonitorRun.USAGE, submit("--lanes=0"));
    assertTrue(said("stderr").contains("meltwatch: --lanes (0) must be in [1, 256]"));
    assertEquals(MonitorRun.USAGE, submit());
    assertTrue(said("stderr").contains("meltwatch: --challenger must be given to a job"));
  }

  /** What is in both places is loaded twice, and fits nowhere. */
  @Test
  void jobJar_hasNothingOfSpark() throws Exception {
    try (ZipFile jar = new ZipFile(JOB.toFile())) {
      assertEquals(
          List.of(),
          jar.stream()
              .map(ZipEntry::getName)
              .filter(
                  name ->
                      name.matches(
                          "(org/apache/(spark|hadoop|logging|avro|commons/(io|lang3|math3))|scala"
                              + "|com/fasterxml|org/slf4j|org/joda|io/netty|com/google/cloud)/.*"))
              .toList());
    }
  }

  private int submit(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + cluster.submitFile(),
                "--master",
                cluster.master(),
                "--class",
                "org.meltwatch.pipeline.Main",
                JOB.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(temporary.resolve("stdout").toFile())
        .redirectError(temporary.resolve("stderr").toFile())
        .start()
        .waitFor();
  }

  private String said(String stream) throws IOException {
    return Files.readString(temporary.resolve(stream));
  }
}
