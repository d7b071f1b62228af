package org.meltwatch.record.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.parts.RowBell;
import org.meltwatch.record.run.OutcomeFile;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.RunStatus;
import org.meltwatch.record.run.Settled;

/**
 * Polls a run's part files while an engine is at work, and shows its progress. For engines that
 * never end by themselves, {@link #latest} says when everything is done.
 */
public final class RunWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);

  /** Lanes that have reached their limit wait for what is published. */
  private static final Duration PUBLISHING_POLL = Duration.ofMillis(50);

  /** Between two polls, however much there is to read: each costs some tenths of a millisecond. */
  private static final Duration REST = Duration.ofMillis(8);

  /** What is done now and then beside the polling. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  private final PartFollower follower;
  private final Step step;
  private final Progress progress;
  private final @Nullable OutcomeFile published;
  private final RowBell bell;
  private Settled lastTold = Settled.NOTHING;
  private Settled lastPublished = Settled.NOTHING;
  private long publishNanos = System.nanoTime();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(RunWatch::daemon);
  private final Future<?> polling;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile RunStatus latest = new RunStatus(0, 0, 0, 0, false, false, Duration.ZERO);
  private volatile long completeNanos;
  private long stepNanos = System.nanoTime();

  private RunWatch(
      PartFollower follower, Progress progress, Step step, @Nullable OutcomeFile published) {
    this.bell = RowBell.of(follower.dir());
    this.follower = follower;
    this.step = step;
    this.progress = progress;
    this.published = published;
    this.polling = thread.submit(this::pollToTheEnd);
  }

  /** Starts to poll; until {@link #close} the follower and the progress are the watch's alone. */
  public static RunWatch start(PartFollower follower, Progress progress) {
    return start(follower, progress, () -> {}, null);
  }

  /**
   * Starts to poll.
   *
   * @param step is done a few times a second, after a poll, but not at the end
   * @param published where to say, more often, which messages are settled, for lanes to go by; null
   *     if no lane asks
   */
  public static RunWatch start(
      PartFollower follower, Progress progress, Step step, @Nullable OutcomeFile published) {
    return new RunWatch(follower, progress, step, published);
  }

  /**
   * How the run stood at the last poll.
   *
   * @throws IOException if the part files could not be read
   */
  public RunStatus latest() throws IOException {
    throwFailure();
    return latest;
  }

  /** Seconds since a poll first found everything done; -1 if none has. */
  public double secondsSinceComplete() {
    return latest.complete() ? (System.nanoTime() - completeNanos) / 1e9 : -1;
  }

  /**
   * Polls a last time and stops.
   *
   * @throws IOException if the part files could not be read
   */
  @Override
  public void close() throws IOException {
    closed.countDown();
    bell.ring();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IOException("the part files could not be read within a minute");
      }
      throwFailure();
      progress.show(follower.poll());
      if (published != null) {
        published.delete();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the part files were read", e);
    } finally {
      progress.close();
    }
  }

  private @Nullable Void pollToTheEnd() throws IOException, InterruptedException {
    do {
      poll();
    } while (!isClosedAfterRest());
    return null;
  }

  private boolean isClosedAfterRest() throws InterruptedException {
    if (published == null) {
      return closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (!closed.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.await(PUBLISHING_POLL.minus(REST));
    }
    return closed.getCount() == 0;
  }

  private void poll() throws IOException {
    RunStatus status = follower.poll();
    if (status.complete() && !latest.complete()) {
      completeNanos = System.nanoTime();
    }
    latest = status;
    publish();
    stepIfDue();
    progress.show(latest);
  }

  private void stepIfDue() throws IOException {
    if (System.nanoTime() - stepNanos >= 0) {
      step.run();
      stepNanos = System.nanoTime() + POLL.toNanos();
    }
  }

  private void publish() throws IOException {
    if (published == null) {
      return;
    }
    Settled settled = follower.settled();
    if (!settled.equals(lastTold)) {
      published.tell(settled);
      lastTold = settled;
    }
    if (!settled.equals(lastPublished) && System.nanoTime() - publishNanos >= 0) {
      published.write(settled);
      lastPublished = settled;
      publishNanos = System.nanoTime() + PUBLISHING_POLL.toNanos();
    }
  }

  private void throwFailure() throws IOException {
    if (!polling.isDone() || polling.isCancelled()) {
      return;
    }
    try {
      polling.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the part files were read", e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "meltwatch-run-watch");
    thread.setDaemon(true);
    return thread;
  }
}
