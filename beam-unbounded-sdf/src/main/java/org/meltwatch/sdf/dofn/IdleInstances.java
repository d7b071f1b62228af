package org.meltwatch.sdf.dofn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DoFns of this process whose reader has been closed and that wait, still set up, for the next
 * reader of their lane. One that waits in vain is torn down.
 */
public final class IdleInstances {

  private static final Logger LOG = LoggerFactory.getLogger(IdleInstances.class);

  private static final Map<UUID, Idle> IDLE = new HashMap<>();
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private IdleInstances() {}

  /** Keeps an instance for the next reader of a lane, or tears it down after a time. */
  public static void keep(UUID lane, SdfInstance<?, ?> instance, Duration atMost) {
    Idle replaced;
    synchronized (IDLE) {
      ScheduledFuture<?> end =
          TIMER.schedule(() -> expire(lane, instance), atMost.getMillis(), TimeUnit.MILLISECONDS);
      replaced = IDLE.put(lane, new Idle(instance, end));
    }
    if (replaced != null) { // Two readers have read the lane at once; one is enough to go on.
      replaced.end.cancel(false);
      replaced.instance.close();
    }
  }

  /** The instance that is kept for a lane, if there is one; it is the caller's then. */
  @SuppressWarnings("unchecked") // A lane has one DoFn.
  public static <InputT, OutputT> @Nullable SdfInstance<InputT, OutputT> take(UUID lane) {
    synchronized (IDLE) {
      Idle idle = IDLE.remove(lane);
      if (idle == null) {
        return null;
      }
      idle.end.cancel(false);
      return (SdfInstance<InputT, OutputT>) idle.instance;
    }
  }

  /** Tears down all that are kept at the moment. */
  public static void closeAll() {
    List<Idle> unneeded;
    synchronized (IDLE) {
      unneeded = List.copyOf(IDLE.values());
      IDLE.clear();
    }
    for (Idle idle : unneeded) {
      idle.end.cancel(false);
      close(idle.instance);
    }
  }

  private static void expire(UUID lane, SdfInstance<?, ?> instance) {
    synchronized (IDLE) {
      Idle idle = IDLE.get(lane);
      if (idle == null || idle.instance != instance) {
        return;
      }
      IDLE.remove(lane);
    }
    close(instance);
  }

  private static void close(SdfInstance<?, ?> instance) {
    try {
      instance.close();
    } catch (RuntimeException e) { // Nobody waits for it whom the failure could reach.
      LOG.warn("Tearing down the idle Splittable DoFn {} failed", instance, e);
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            expiry -> {
              Thread thread = new Thread(expiry, "sdf-idle-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  private record Idle(SdfInstance<?, ?> instance, ScheduledFuture<?> end) {}
}
