package org.meltwatch.runners.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.meltwatch.processes.ArgFile;
import org.meltwatch.processes.JvmFlags;

/**
 * What the nodes of a cluster are made from, such as an image of a container: Spark without the
 * job, and an argument file of the java command.
 *
 * <pre>
 *   jars/                      the cluster's jars: with conf, a SPARK_HOME
 *   conf/log4j2.properties
 *   node.args                  flags of the virtual machine; class path and main class are the caller's
 * </pre>
 */
final class ClusterFiles {

  static final String LOGGING = "log4j2.properties";

  private ClusterFiles() {}

  /**
   * Writes them.
   *
   * @throws IOException if {@code directory} holds something already, or cannot be written
   */
  static void write(Path directory) throws IOException {
    Path jars = Files.createDirectory(Files.createDirectories(directory).resolve("jars"));
    for (String jar : ClassPath.ofThisProcess().engine()) {
      Path from = Path.of(jar);
      Files.copy(from, jars.resolve(from.getFileName()));
    }
    copyLogging(Files.createDirectory(directory.resolve("conf")).resolve(LOGGING));
    ArgFile.write(
        directory.resolve("node.args"),
        Stream.concat(
                JvmFlags.opens().stream(),
                List.of(LocalCluster.HEAP, JvmFlags.endOutOfMemory()).stream())
            .toList());
  }

  /** Copies our settings for what Spark logs. */
  static void copyLogging(Path to) throws IOException {
    try (InputStream ours = ClusterFiles.class.getResourceAsStream("/" + LOGGING)) {
      if (ours == null) {
        throw new IOException(LOGGING + " must be on the class path");
      }
      Files.copy(ours, to);
    }
  }
}
