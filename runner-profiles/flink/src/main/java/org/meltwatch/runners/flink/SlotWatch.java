package org.meltwatch.runners.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels a job none of whose tasks runs for some time. When a TaskManager is lost for good, Flink
 * restarts the job and waits for slots, gives up after its own time, and restarts it again: each of
 * these takes so long that no rule about failures in a time ever ends it.
 */
final class SlotWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final ClusterRest cluster;
  private final String jobName;
  private final int slots;
  private final Duration patience;
  private final Thread thread;
  private volatile @Nullable String failure;

  private SlotWatch(ClusterRest cluster, String jobName, int slots, Duration patience) {
    this.cluster = cluster;
    this.jobName = jobName;
    this.slots = slots;
    this.patience = patience;
    this.thread = new Thread(this::watch, "meltwatch-slot-watch");
    thread.setDaemon(true);
  }

  /**
   * Starts to watch.
   *
   * @param slots how many the job needs
   * @param patience for how long no task may run
   */
  static SlotWatch start(ClusterRest cluster, String jobName, int slots, Duration patience) {
    SlotWatch watch = new SlotWatch(cluster, jobName, slots, patience);
    watch.thread.start();
    return watch;
  }

  /**
   * Says why the job was cancelled.
   *
   * @throws IOException if it was
   */
  void throwFailure() throws IOException {
    String why = failure;
    if (why != null) {
      throw new IOException(why);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void watch() {
    try {
      long lastRun = System.nanoTime();
      while (failure == null) {
        ClusterRest.@Nullable LiveJob job = cluster.liveJob(jobName).orElse(null);
        if (job == null || job.running()) {
          lastRun = System.nanoTime();
        } else if (System.nanoTime() - lastRun > patience.toNanos()) {
          giveUp(job.id());
        }
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("the run is over", e);
    }
  }

  private void giveUp(String jobId) throws InterruptedException {
    failure =
        String.format(
            Locale.ROOT,
            ("no task of the job has run for %d s: --parallelism (%d) must be at most the slots of the"
                + " cluster, which has %d; start TaskManagers, or begin again with fewer"),
            patience.toSeconds(),
            slots,
            cluster.slots());
    LOG.warn("job {} is cancelled: {}", jobId, failure);
    cluster.cancel(jobId);
  }
}
