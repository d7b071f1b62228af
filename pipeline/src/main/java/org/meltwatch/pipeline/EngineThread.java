package org.meltwatch.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.meltwatch.processes.StopRequest;

/**
 * An engine at work in a thread of its own, so that it can be left to itself: of the engines, each
 * waits in its own way for what may never come.
 */
final class EngineThread {

  private static final long POLL_MILLIS = 50;

  /** For what an engine does when it is interrupted, such as cancelling a job elsewhere. */
  private static final Duration INTERRUPTED = Duration.ofMillis(1500);

  /** What an engine does. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  private final FutureTask<Boolean> task;
  private final Thread thread;

  private EngineThread(Work work) {
    this.task =
        new FutureTask<>(
            () -> {
              work.run();
              return true;
            });
    this.thread = new Thread(task, "meltwatch-engine");
    thread.setDaemon(true);
  }

  /**
   * Lets an engine work to its end, or until what was on its way has had its time.
   *
   * @return false if the engine was left to itself
   */
  static boolean run(Work work, StopRequest stop) throws IOException, InterruptedException {
    EngineThread engine = new EngineThread(work);
    engine.thread.start();
    try {
      return engine.await(stop);
    } finally {
      engine.interrupt();
    }
  }

  private boolean await(StopRequest stop) throws IOException, InterruptedException {
    while (true) {
      try {
        return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (Duration.ZERO.equals(stop.answeringLeft())) {
          return false;
        }
      } catch (ExecutionException e) {
        throw causeOf(e);
      }
    }
  }

  private void interrupt() throws InterruptedException {
    if (!task.isDone()) {
      thread.interrupt();
    }
    thread.join(INTERRUPTED.toMillis());
  }

  private static RuntimeException causeOf(ExecutionException failure)
      throws IOException, InterruptedException {
    Throwable cause = failure.getCause();
    if (cause instanceof IOException known) {
      throw known;
    } else if (cause instanceof InterruptedException known) {
      throw known;
    } else if (cause instanceof Error known) {
      throw known;
    } else if (cause instanceof RuntimeException known) {
      return known;
    }
    return new IllegalStateException(cause);
  }
}
