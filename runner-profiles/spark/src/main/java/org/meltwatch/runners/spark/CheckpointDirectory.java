package org.meltwatch.runners.spark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.util.ShutdownHookManager;
import org.apache.spark.util.Utils;

/**
 * Where Spark saves state, new for every run: from the directory of an earlier run Spark would go
 * on with that one's bench. It is deleted with this object, or when this process is told to end.
 */
final class CheckpointDirectory implements Closeable {

  private final Path directory;

  private CheckpointDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * A new directory.
   *
   * @param parent where, a path that all workers know; made if it is not there
   */
  static CheckpointDirectory in(String parent) throws IOException {
    Path directory =
        Files.createTempDirectory(Files.createDirectories(Path.of(parent)), "meltwatch-spark-");
    // Spark deletes it after it has stopped its contexts, which a hook of our own could not tell.
    ShutdownHookManager.registerShutdownDeleteDir(directory.toFile());
    return new CheckpointDirectory(directory);
  }

  /** For Spark's checkpoints. */
  String checkpoints() {
    return directory.resolve("checkpoints").toString();
  }

  /** For what was read. */
  String reads() {
    return directory.resolve("reads").toString();
  }

  /** For jars that are made for the workers. */
  String staged() throws IOException {
    return Files.createDirectories(directory.resolve("staged")).toString();
  }

  @Override
  public void close() {
    Utils.deleteRecursively(directory.toFile());
  }
}
