package org.meltwatch.measure.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.meltwatch.record.rows.TileRow;

/**
 * A process's processor time in the course of its life, looked at a few times a second: tells what
 * a tile costs once start-up and warm-up are over.
 */
public final class CpuCourse {

  private static final long EVERY_MILLIS = 100;

  /** Processor seconds by the time of looking, in microseconds since the epoch. */
  private final ConcurrentSkipListMap<Long, Double> seconds = new ConcurrentSkipListMap<>();

  private CpuCourse() {}

  /** Follows a process until it ends. */
  public static CpuCourse of(Process process) {
    CpuCourse course = new CpuCourse();
    Thread thread = new Thread(() -> course.follow(process), "cpu-course");
    thread.setDaemon(true);
    thread.start();
    return course;
  }

  /** A course that is known. */
  public static CpuCourse of(Map<Long, Double> seconds) {
    CpuCourse course = new CpuCourse();
    course.seconds.putAll(seconds);
    return course;
  }

  /** All that the process was seen to have used, in seconds. */
  double total() {
    Map.Entry<Long, Double> last = seconds.lastEntry();
    return last == null ? 0 : last.getValue();
  }

  /**
   * Processor milliseconds per tile, from the first look after {@code cut} tiles were answered to
   * the last one before the last tile was; -1 if too few looks or answers lie in between.
   */
  public double millisPerTile(List<? extends TileRow> answers, int cut) {
    List<Long> done = answers.stream().map(TileRow::doneUs).sorted().toList();
    if (done.isEmpty()) {
      return -1;
    }
    Map.Entry<Long, Double> from = seconds.ceilingEntry(done.get(Math.min(cut, done.size() - 1)));
    Map.Entry<Long, Double> to = seconds.floorEntry(done.get(done.size() - 1));
    if (from == null || to == null || from.getKey() >= to.getKey()) {
      return -1;
    }
    long tiles = done.stream().filter(us -> us > from.getKey() && us <= to.getKey()).count();
    return tiles == 0 ? -1 : (to.getValue() - from.getValue()) * 1000 / tiles;
  }

  private void follow(Process process) {
    try {
      do {
        double used = LoadMeter.ofProcess(process.pid());
        if (used > 0) {
          seconds.put(System.currentTimeMillis() * 1000, used);
        }
      } while (!process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
