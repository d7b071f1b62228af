package org.meltwatch.runners.spark;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;

/**
 * Told by Spark, in the process of the run, when an executor is gone. What its lanes had fetched is
 * gone with it, which Spark would not notice if no task was running: it would read anew, other
 * tiles, in their place. Spark makes the one instance by its name, so that what it is told is kept
 * for the process.
 */
public final class LostExecutors extends SparkListener {

  private static final AtomicReference<@Nullable String> FIRST = new AtomicReference<>();

  /** Forgets what an earlier run in this process has lost. */
  static void forget() {
    FIRST.set(null);
  }

  /** The first one that was lost, and why; null if none was. */
  static @Nullable String first() {
    return FIRST.get();
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    FIRST.compareAndSet(null, "%s (%s)".formatted(removed.executorId(), removed.reason()));
  }
}
