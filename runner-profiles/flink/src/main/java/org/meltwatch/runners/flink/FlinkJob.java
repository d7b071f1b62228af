package org.meltwatch.runners.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.meltwatch.record.watch.RunWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that outlives its cluster: Flink restarts a job when a task or a TaskManager is lost, but
 * when the JobManager is gone nobody is left to do so. Then this waits for a cluster at the same
 * address and submits the job anew, from its last checkpoint. A job that was lost before its first
 * one begins anew, if a spool still holds all that it had received. A job that an operator stops
 * with a savepoint goes on from that one, once its cluster has been stopped and there is another.
 */
final class FlinkJob {

  /** The master that is this process, or what {@code flink run} says. */
  static final String AUTO = "[auto]";

  private static final Set<String> IN_THIS_PROCESS = Set.of("[local]", "[collection]", AUTO);

  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** For how long a job may wait for slots: as long as one on Spark for executors. */
  private static final Duration SLOT_PATIENCE = Duration.ofMinutes(2);

  private static final Duration LAG = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 50;

  private final Pipeline pipeline;
  private final RecoveryOptions options;
  private final RunWatch watch;
  private final Path checkpoints;
  private final StartOver startOver;

  /** Whether a job without a checkpoint can begin anew. */
  @FunctionalInterface
  interface StartOver {
    boolean isPossible() throws IOException;
  }

  FlinkJob(
      Pipeline pipeline,
      RecoveryOptions options,
      RunWatch watch,
      Path checkpoints,
      StartOver startOver) {
    this.pipeline = pipeline;
    this.watch = watch;
    this.options = options;
    this.checkpoints = checkpoints;
    this.startOver = startOver;
  }

  /** Runs the job until it ends. */
  void run() throws IOException, InterruptedException {
    if (!isElsewhere()) {
      runUntilItEnds();
      return;
    }
    ClusterRest cluster = ClusterRest.of(options.getFlinkMaster());
    try (SlotWatch slots =
        SlotWatch.start(cluster, options.getJobName(), options.getParallelism(), SLOT_PATIENCE)) {
      try {
        runUntilItEnds();
      } finally {
        // The job says no more than that it was cancelled.
        slots.throwFailure();
      }
    }
  }

  private void runUntilItEnds() throws IOException, InterruptedException {
    while (true) {
      try {
        pipeline.run().waitUntilFinish();
        if (!isElsewhere() || isComplete() || !isStopped()) {
          return;
        }
      } catch (RuntimeException e) {
        awaitClusterAfter(e);
      }
    }
  }

  /** Returns when the job can be submitted again; throws the user's own exception if it cannot. */
  private void awaitClusterAfter(RuntimeException failure)
      throws IOException, InterruptedException {
    Optional<Path> checkpoint = latestCheckpoint();
    if (!isElsewhere()
        || !FlinkFailure.isOfCluster(failure)
        || (checkpoint.isEmpty() && !startOver.isPossible())) {
      throw causeOf(failure);
    }
    LOG.warn(
        "the cluster is lost; waiting for another one, to go on from {}",
        checkpoint.map(Path::toString).orElse("the spool"));
    ClusterRest cluster = ClusterRest.of(options.getFlinkMaster());
    if (!cluster.awaitSlots(options.getParallelism(), PATIENCE)) {
      throw causeOf(failure);
    }
    checkpoint.ifPresent(path -> options.setSavepointPath(path.toUri().toString()));
  }

  private RuntimeException causeOf(RuntimeException failure)
      throws IOException, InterruptedException {
    String master = options.getFlinkMaster();
    if (isElsewhere() && FlinkFailure.isOfCluster(failure) && ClusterRest.of(master).slots() < 0) {
      throw new IOException(
          "--flinkMaster (%s) can no longer be reached: the cluster is gone".formatted(master),
          failure);
    }
    return FlinkFailure.cause(failure);
  }

  private boolean isElsewhere() {
    return isElsewhere(options.getFlinkMaster());
  }

  /** True if a job of that master runs on a cluster that this process can ask. */
  static boolean isElsewhere(String master) {
    return !IN_THIS_PROCESS.contains(master);
  }

  /** The watch is a moment behind the job. */
  private boolean isComplete() throws IOException, InterruptedException {
    long end = System.nanoTime() + LAG.toNanos();
    while (!watch.latest().complete() && System.nanoTime() - end < 0) {
      Thread.sleep(POLL_MILLIS);
    }
    return watch.latest().complete();
  }

  /** True if the job was stopped with a savepoint, and there is another cluster to go on with. */
  private boolean isStopped() throws InterruptedException {
    ClusterRest cluster = ClusterRest.of(options.getFlinkMaster());
    Optional<String> savepoint = cluster.savepointOf(options.getJobName());
    if (savepoint.isEmpty()) {
      return false;
    }
    LOG.warn(
        "the job was stopped; once its cluster is stopped, too, and another one has its address,"
            + " it goes on from {}",
        savepoint.get());
    options.setSavepointPath(savepoint.get());
    return cluster.awaitEnd(PATIENCE) && cluster.awaitSlots(options.getParallelism(), PATIENCE);
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
