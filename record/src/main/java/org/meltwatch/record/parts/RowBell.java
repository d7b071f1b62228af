package org.meltwatch.record.parts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.meltwatch.worker.WorkerState;

/**
 * Rings when rows of a results directory were written in this process, so that who follows them
 * here need not look for them again and again. Rows of other processes do not ring.
 */
public final class RowBell {

  /** Of each results directory that this process works with. */
  private static final class Bells implements WorkerState.Part {

    private final Map<Path, RowBell> bells = new ConcurrentHashMap<>();

    @Override
    public void close() {
      bells.clear();
    }
  }

  private boolean rung;

  private RowBell() {}

  /** The bell of a results directory. */
  public static RowBell of(Path dir) {
    return ofParts(PartFiles.directory(dir));
  }

  static RowBell ofParts(Path parts) {
    return WorkerState.of(Bells.class, Bells::new)
        .bells
        .computeIfAbsent(parts.toAbsolutePath().normalize(), absent -> new RowBell());
  }

  /** Says that there is something new. */
  public synchronized void ring() {
    rung = true;
    notifyAll();
  }

  /**
   * Waits until the bell has rung since the last time that somebody waited, at most for a while.
   *
   * @return true if it has
   */
  public synchronized boolean await(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos(); !rung && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    boolean has = rung;
    rung = false;
    return has;
  }
}
