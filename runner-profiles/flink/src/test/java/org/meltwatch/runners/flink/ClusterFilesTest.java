package org.meltwatch.runners.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes of their own are made from. */
final class ClusterFilesTest {

  @TempDir private Path directory;

  @Test
  void write_anEmptyDirectory_holdsTheClustersJarsAndNoneOfTheJobs() throws Exception {
    ClusterFiles.write(directory);

    assertEquals(
        ClassPath.ofThisProcess().cluster().stream().map(ClusterFilesTest::name).sorted().toList(),
        names(directory.resolve("lib")));
  }

  @Test
  void write_configuration_isThatOfTheLoopbackClusterButForAddresses() throws Exception {
    ClusterFiles.write(directory);

    Configuration nodes =
        GlobalConfiguration.loadConfiguration(directory.resolve("conf").toString());
    for (String key : List.of("jobmanager.bind-host", "taskmanager.bind-host")) {
      assertEquals("0.0.0.0", nodes.toMap().get(key), key);
    }
    for (String key : List.of("jobmanager.rpc.address", "rest.address", "taskmanager.host")) {
      assertTrue(!nodes.toMap().containsKey(key), key + " is said when a node starts");
    }
    assertEquals("1024 mb", nodes.toMap().get("taskmanager.memory.task.heap.size"));
    assertEquals("20000", nodes.toMap().get("heartbeat.timeout"));
    assertEquals("8081", nodes.toMap().get("rest.port"));
    assertEquals("6124", nodes.toMap().get("blob.server.port"));
  }

  @Test
  void write_argumentFiles_holdTheFlagsOfEachProcess() throws Exception {
    ClusterFiles.write(directory);

    List<String> taskManager = Files.readAllLines(directory.resolve("taskmanager.args"));
    assertTrue(taskManager.contains("\"-Xmx1152m\""), taskManager::toString);
    assertTrue(taskManager.contains("\"--add-opens=java.base/java.util=ALL-UNNAMED\""));
    assertTrue(Files.readAllLines(directory.resolve("jobmanager.args")).contains("\"-Xmx512m\""));
  }

  @Test
  void write_whatIsThereAlready_isNotMixedWith() throws Exception {
    ClusterFiles.write(directory);

    assertThrows(FileAlreadyExistsException.class, () -> ClusterFiles.write(directory));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::toString).map(ClusterFilesTest::name).sorted().toList();
    }
  }

  private static String name(String path) {
    return Path.of(path).getFileName().toString();
  }
}
