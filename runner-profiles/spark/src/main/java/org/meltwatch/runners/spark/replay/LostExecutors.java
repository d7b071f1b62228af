package org.meltwatch.runners.spark.replay;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Told by Spark, in the process of the run, which executors come and go. A run goes on without one,
 * but not for long without any: Spark would wait for ever. Spark makes the one instance by its
 * name, so that what it is told is kept for the process.
 */
public final class LostExecutors extends SparkListener {

  /** A worker starts another executor within seconds. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(LostExecutors.class);
  private static final Set<String> THERE = new HashSet<>();
  private static @Nullable String last;
  private static long goneNanos;

  /** Forgets the executors of an earlier run in this process. */
  public static void forget() {
    synchronized (THERE) {
      THERE.clear();
      last = null;
    }
  }

  /** The last one that was lost, and why, if there has been none since for too long; else null. */
  public static @Nullable String lastOfAll() {
    synchronized (THERE) {
      boolean tooLong = System.nanoTime() - goneNanos > PATIENCE.toNanos();
      return THERE.isEmpty() && tooLong ? last : null;
    }
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    synchronized (THERE) {
      THERE.add(added.executorId());
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    String what = "%s (%s)".formatted(removed.executorId(), removed.reason());
    synchronized (THERE) {
      THERE.remove(removed.executorId());
      last = what;
      goneNanos = System.nanoTime();
    }
    LOG.warn("executor {} was lost: what it had is computed anew elsewhere", what);
  }
}
