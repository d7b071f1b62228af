package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.processes.JvmFlags;

/** What a cluster leaves behind. */
final class LocalClusterTest {

  @TempDir private Path directory;

  @Test
  void yaml_temporaryDirectory_isWhereProcessesKeepTheirFiles() {
    String yaml = new ClusterConfiguration(8081, 6123, directory.resolve("tmp")).yaml();

    assertTrue(yaml.contains("io.tmp.dirs: '%s/tmp'%n".formatted(directory)), yaml);
  }

  @Test
  void flags_ofItsProcesses_endOneThatIsOutOfMemory() {
    assertTrue(ClusterConfiguration.jobManagerFlags().contains(JvmFlags.endOutOfMemory()));
    assertTrue(ClusterConfiguration.taskManagerFlags().contains(JvmFlags.endOutOfMemory()));
  }

  @Test
  void stop_jarsOfItsJobsLeft_areRemovedAndLogsAreKept() throws Exception {
    Path jobs = Files.createDirectories(directory.resolve("tmp/tm_taskmanager-0/blobStorage/job"));
    Files.writeString(jobs.resolve("blob"), "a jar");
    Files.writeString(directory.resolve("taskmanager-0.log"), "a log");

    assertEquals(0, new LocalCluster(directory, 8081).stop());

    assertFalse(Files.exists(directory.resolve("tmp")));
    assertTrue(Files.exists(directory.resolve("taskmanager-0.log")));
  }
}
