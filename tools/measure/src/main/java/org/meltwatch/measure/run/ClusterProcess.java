package org.meltwatch.measure.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.meltwatch.processes.ClusterProcesses;

/** An engine's standalone cluster on loopback, from its start to its end. */
public final class ClusterProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 180;

  private final Launch launch;
  private final Path directory;

  private ClusterProcess(Launch launch, Path directory) {
    this.launch = launch;
    this.directory = directory;
  }

  /**
   * Starts a cluster and waits until jobs can be submitted.
   *
   * @param directory where its logs go
   * @throws IOException with its last words if it does not start
   */
  public static ClusterProcess start(Launch launch, int workers, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    ClusterProcess cluster = new ClusterProcess(launch, directory);
    String port = Integer.toString(requireNonNull(launch.file().cluster(), "cluster").port());
    try {
      cluster.tell("start", List.of(port, Integer.toString(workers)));
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Starts those of its processes anew that have ended, and waits until jobs can be submitted.
   *
   * @throws IOException with its last words if it does not start
   */
  public void revive(int workers) throws IOException, InterruptedException {
    String port = Integer.toString(requireNonNull(launch.file().cluster(), "cluster").port());
    tell("revive", List.of(port, Integer.toString(workers)));
  }

  /** Its processes. */
  public ClusterProcesses processes() {
    return new ClusterProcesses(directory.resolve("cluster"));
  }

  /** Where its logs are. */
  public Path directory() {
    return directory;
  }

  /** Stops all its processes. */
  @Override
  public void close() throws IOException {
    try {
      tell("stop", List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the cluster in %s stopped".formatted(directory), e);
    }
  }

  private void tell(String word, List<String> more) throws IOException, InterruptedException {
    Path log = directory.resolve(word + ".txt");
    Process process =
        new ProcessBuilder(launch.clusterCommand(word, directory.resolve("cluster"), more))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(
          String.format(Locale.ROOT, "%s took more than %d s", word, PATIENCE_SECONDS));
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s ended with code %d:%n%s",
              word,
              process.exitValue(),
              Launches.end(log)));
    }
  }
}
