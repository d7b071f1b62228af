package org.meltwatch.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Measures what a thread allocates. */
public final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * Runs something and fails if it took more memory than that on its thread. What takes more the
   * first time is run once more: it may have been the loading of classes.
   *
   * @param bytes the most that it may allocate, garbage included
   */
  public static void requireAtMost(long bytes, Runnable action) {
    if (taken(action) <= bytes) {
      return;
    }
    long taken = taken(action);
    if (taken > bytes) {
      throw new AssertionError(
          String.format(Locale.ROOT, "allocated (%d bytes) must be at most %d", taken, bytes));
    }
  }

  private static long taken(Runnable action) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
