package org.meltwatch.record.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.run.OutcomeFile;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.RunStatus;
import org.meltwatch.record.run.Settled;

/**
 * Polls a run's part files while an engine is at work, and shows its progress. For engines that
 * never end by themselves, {@link #latest} says when everything is done.
 */
public final class RunWatch implements AutoCloseable {

  private static final long POLL_MILLIS = 250;

  /** Lanes that have reached their limit wait for what is published. */
  private static final long PUBLISHING_POLL_MILLIS = 50;

  /** What is done now and then beside the polling. */
  @FunctionalInterface
  public interface Step {
    void run() throws IOException;
  }

  private final PartFollower follower;
  private final Step step;
  private final Progress progress;
  private final @Nullable OutcomeFile published;
  private Settled lastPublished = Settled.NOTHING;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(RunWatch::daemon);
  private final ScheduledFuture<?> polling;
  private volatile RunStatus latest = new RunStatus(0, 0, 0, 0, false, false, Duration.ZERO);
  private volatile long completeNanos;
  private long stepNanos = System.nanoTime();

  private RunWatch(
      PartFollower follower, Progress progress, Step step, @Nullable OutcomeFile published) {
    this.follower = follower;
    this.step = step;
    this.progress = progress;
    this.published = published;
    long millis = published == null ? POLL_MILLIS : PUBLISHING_POLL_MILLIS;
    this.polling = timer.scheduleWithFixedDelay(this::poll, 0, millis, TimeUnit.MILLISECONDS);
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
    timer.shutdown();
    try {
      if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
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

  private void poll() {
    try {
      RunStatus status = follower.poll();
      if (status.complete() && !latest.complete()) {
        completeNanos = System.nanoTime();
      }
      latest = status;
      publish();
      stepIfDue();
    } catch (IOException e) {
      // Ends the polling; whoever asks next is told.
      throw new UncheckedIOException(e.getMessage(), e);
    }
    progress.show(latest);
  }

  private void stepIfDue() throws IOException {
    if (System.nanoTime() - stepNanos >= 0) {
      step.run();
      stepNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
    }
  }

  private void publish() throws IOException {
    if (published == null) {
      return;
    }
    Settled settled = follower.settled();
    if (!settled.equals(lastPublished)) {
      published.write(settled);
      lastPublished = settled;
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
