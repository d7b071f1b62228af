package org.meltwatch.runners.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.meltwatch.processes.ArgFile;
import org.meltwatch.processes.JvmFlags;

/**
 * What the nodes of a cluster are made from, such as an image of a container: Flink without the
 * job, its configuration, and an argument file of the java command for each kind of process.
 *
 * <pre>
 *   lib/                 the cluster's jars
 *   conf/config.yaml     all but where the JobManager is and what a TaskManager is called
 *   jobmanager.args      flags of the virtual machine; class path and main class are the caller's
 *   taskmanager.args
 * </pre>
 */
final class ClusterFiles {

  private static final int REST_PORT = 8081;
  private static final int RPC_PORT = 6123;
  private static final Path TEMPORARY = Path.of("/tmp");

  private ClusterFiles() {}

  /**
   * Writes them.
   *
   * @throws IOException if {@code directory} holds something already, or cannot be written
   */
  static void write(Path directory) throws IOException {
    Path lib = Files.createDirectory(Files.createDirectories(directory).resolve("lib"));
    for (String jar : ClassPath.ofThisProcess().cluster()) {
      Path from = Path.of(jar);
      Files.copy(from, lib.resolve(from.getFileName()));
    }
    Files.writeString(
        Files.createDirectory(directory.resolve("conf")).resolve("config.yaml"),
        new ClusterConfiguration(REST_PORT, RPC_PORT, TEMPORARY).yamlOfNodes());
    ArgFile.write(
        directory.resolve("jobmanager.args"), flags(ClusterConfiguration.jobManagerFlags()));
    ArgFile.write(
        directory.resolve("taskmanager.args"), flags(ClusterConfiguration.taskManagerFlags()));
  }

  private static List<String> flags(List<String> own) {
    return Stream.concat(JvmFlags.opens().stream(), own.stream()).toList();
  }
}
