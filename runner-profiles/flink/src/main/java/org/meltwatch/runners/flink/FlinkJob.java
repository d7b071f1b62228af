package org.meltwatch.runners.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that outlives its cluster: Flink restarts a job when a task or a TaskManager is lost, but
 * when the JobManager is gone nobody is left to do so. Then this waits for a cluster at the same
 * address and submits the job anew, from its last checkpoint.
 */
final class FlinkJob {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Pipeline pipeline;
  private final RecoveryOptions options;
  private final Path checkpoints;

  FlinkJob(Pipeline pipeline, RecoveryOptions options, Path checkpoints) {
    this.pipeline = pipeline;
    this.options = options;
    this.checkpoints = checkpoints;
  }

  /** Runs the job until it ends. */
  void run() throws IOException, InterruptedException {
    while (true) {
      try {
        pipeline.run().waitUntilFinish();
        return;
      } catch (RuntimeException e) {
        awaitClusterAfter(e);
      }
    }
  }

  /** Returns when the job can be submitted again; throws the user's own exception if it cannot. */
  private void awaitClusterAfter(RuntimeException failure)
      throws IOException, InterruptedException {
    Optional<Path> checkpoint = latestCheckpoint();
    if (!FlinkFailure.isOfCluster(failure) || checkpoint.isEmpty()) {
      throw FlinkFailure.cause(failure);
    }
    LOG.warn("the cluster is lost; waiting for another one, to go on from {}", checkpoint.get());
    ClusterRest cluster = ClusterRest.of(options.getFlinkMaster());
    if (!cluster.awaitSlots(options.getParallelism(), PATIENCE)) {
      throw FlinkFailure.cause(failure);
    }
    options.setSavepointPath(checkpoint.get().toUri().toString());
  }

  /** The last checkpoint that was completed: only then its metadata are there. */
  private Optional<Path> latestCheckpoint() throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(checkpoints, 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}
