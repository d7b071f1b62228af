package org.meltwatch.processes;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends this process when its parent is gone. The parent holds the other end of this process's
 * standard input and never writes to it; whatever ends the parent closes it.
 */
public final class ParentWatch {

  /** Set to true by a parent that is to be watched. */
  public static final String PROPERTY = "meltwatch.watchParent";

  /** What a shell reports of a process that was told to terminate. */
  private static final int TERMINATED = 143;

  private static final Duration GRACE = Duration.ofSeconds(30);

  private ParentWatch() {}

  /** Starts to watch, if a launcher has started this process; otherwise does nothing. */
  public static void start() {
    start(() -> System.exit(TERMINATED));
  }

  /**
   * The same.
   *
   * @param end ends this process in order
   */
  static void start(Runnable end) {
    if (Boolean.getBoolean(PROPERTY)) {
      daemon("meltwatch-parent-watch", () -> watch(end));
    }
  }

  private static void watch(Runnable end) {
    awaitEnd(System.in);
    daemon("meltwatch-halt", ParentWatch::haltAfterGrace);
    end.run();
  }

  private static void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {
        // What is written means nothing; only the end does.
      }
    } catch (IOException e) {
      System.err.println("meltwatch: the launcher cannot be watched, so this is its end: " + e);
    }
  }

  /** An engine's shutdown hooks may hang, and nobody is left to kill this process. */
  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(TERMINATED);
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
