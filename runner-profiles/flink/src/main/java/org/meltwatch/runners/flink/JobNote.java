package org.meltwatch.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in the results directory that names the run's job on a cluster, which outlives a run that
 * is killed.
 */
final class JobNote implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobNote.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long POLL_MILLIS = 200;

  private final Path file;

  private JobNote(Path file) {
    this.file = file;
  }

  /** The file of a results directory. */
  static JobNote in(Path results) {
    return new JobNote(results.resolve("flink-job"));
  }

  /**
   * Cancels the job that is named, if it still goes on.
   *
   * @throws IOException if it cannot be cancelled within a minute
   */
  void cancelEarlier(ClusterRest cluster) throws IOException, InterruptedException {
    if (!Files.exists(file)) {
      return;
    }
    String name = Files.readString(file, UTF_8);
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Optional<ClusterRest.LiveJob> job = cluster.liveJob(name);
        job.isPresent();
        job = cluster.liveJob(name)) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("job %s of the run that died cannot be cancelled".formatted(name));
      }
      LOG.warn("job {} of the run that died is cancelled", name);
      cluster.cancel(job.get().id());
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Names a job. */
  void write(String name) throws IOException {
    Files.writeString(file, name, UTF_8);
  }

  /** Removes the file, for the job has ended. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
