package org.meltwatch.chaos.course;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at a run's processes now and then, from a thread of its own. */
public final class Course {

  /** Tells which processes there are now. */
  @FunctionalInterface
  public interface Processes {
    List<Long> pids() throws IOException;
  }

  private static final long EVERY_SECONDS = 5;

  private final Processes processes;
  private final Path spool;
  private final long startNanos = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();
  private final Thread thread = new Thread(this::follow, "meltwatch-course");
  private @Nullable IOException failure;

  private Course(Processes processes, Path spool) {
    this.processes = processes;
    this.spool = spool;
  }

  /** Looks from now on, until it is stopped. */
  public static Course start(Processes processes, Path spool) {
    Course course = new Course(processes, spool);
    course.thread.setDaemon(true);
    course.thread.start();
    return course;
  }

  private void follow() {
    try {
      while (true) {
        look();
        TimeUnit.SECONDS.sleep(EVERY_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failure = e;
    }
  }

  private void look() throws IOException {
    List<Long> pids = processes.pids();
    if (!pids.isEmpty()) {
      samples.add(Sample.of((System.nanoTime() - startNanos) / 1e9, pids, spool));
    }
  }

  /**
   * What was seen; to be called when it is stopped.
   *
   * @throws IOException if looking failed
   */
  List<Sample> samples() throws IOException {
    if (failure != null) {
      throw new IOException("cannot look at the processes: " + failure.getMessage(), failure);
    }
    return List.copyOf(samples);
  }

  /** Stops looking. */
  public void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
