package org.meltwatch.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of all that a process keeps beyond a step, a bundle or a job: lanes that fetch,
 * images that were decoded, part files that are open. Engines make and drop instances of a step as
 * they like, in any thread, so such things cannot belong to one.
 *
 * <p>Each is made when it is asked for first. {@link #close} tidies all of them when a run is over;
 * whoever asks then gets new ones, so a process may run one job after the other. Nobody tells the
 * workers of a cluster that a job is over: what they keep must fade by itself.
 *
 * <p>Not here: spools in memory, which stand for directories on a disk and outlive the run that
 * failed until it has been rescued; and threads that vanish when they have nothing to do.
 */
public final class WorkerState {

  /** Something that a process has one of. Safe for use by many threads. */
  public interface Part {

    /**
     * Lets go of all that is held; what is still at work with it may fail from now on.
     *
     * @throws InterruptedException if the thread was interrupted while it waited for others to end
     */
    void close() throws InterruptedException;
  }

  private static final Map<Class<? extends Part>, Part> PARTS = new LinkedHashMap<>();

  private WorkerState() {}

  /** The one part of a type that this process has. */
  public static <T extends Part> T of(Class<T> type, Supplier<T> make) {
    synchronized (PARTS) {
      return type.cast(PARTS.computeIfAbsent(type, absent -> make.get()));
    }
  }

  /**
   * Closes all parts, the one that was made last first; all of them even if one fails. To be called
   * when no job of this process is at work any more.
   *
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  public static void close() throws InterruptedException {
    List<Part> parts;
    synchronized (PARTS) {
      parts = new ArrayList<>(PARTS.values());
      PARTS.clear();
    }
    boolean interrupted = false;
    @Nullable RuntimeException failure = null;
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (RuntimeException e) {
        failure = failure == null ? e : withSuppressed(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (interrupted) {
      throw new InterruptedException("interrupted while the state of this process was closed");
    }
  }

  private static RuntimeException withSuppressed(RuntimeException first, RuntimeException later) {
    first.addSuppressed(later);
    return first;
  }
}
