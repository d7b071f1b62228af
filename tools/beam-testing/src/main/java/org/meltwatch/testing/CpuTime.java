package org.meltwatch.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Measures what a thread computes: the clock on the wall would measure the machine's load. */
public final class CpuTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CpuTime() {}

  /**
   * Runs something and fails if it took more of the processor's time than that on its thread. What
   * takes longer the first time is run once more: it may have been interpreted.
   */
  public static void requireAtMost(Duration most, Runnable action) {
    if (taken(action).compareTo(most) <= 0) {
      return;
    }
    Duration taken = taken(action);
    if (taken.compareTo(most) > 0) {
      throw new AssertionError("CPU time (%s) must be at most %s".formatted(taken, most));
    }
  }

  private static Duration taken(Runnable action) {
    long before = THREADS.getCurrentThreadCpuTime();
    action.run();
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
  }
}
