package org.meltwatch.measure.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.meltwatch.measure.results.Load;

/**
 * Measures what a machine does for others, by Linux' own account: all processor time that was spent
 * less what the run's processes have spent. Elsewhere it is not known.
 */
public final class LoadMeter {

  private static final Path STAT = Path.of("/proc/stat");
  private static final double TICKS_PER_SECOND = 100;

  private final double average =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  private final long startNanos = System.nanoTime();
  private final double startBusy = busySeconds();
  private final double startOwn = ownSeconds();

  /**
   * The load since this meter was made.
   *
   * @param runSeconds processor time of the run's processes meanwhile
   */
  Load stop(double runSeconds) {
    double busy = busySeconds();
    if (busy < 0 || startBusy < 0) {
      return new Load(average, -1);
    }
    double others = busy - startBusy - runSeconds - (ownSeconds() - startOwn);
    return new Load(average, Math.max(0, others) / ((System.nanoTime() - startNanos) / 1e9));
  }

  /** The processor time that a process has used up to now, in seconds. */
  static double ofProcess(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .map(nanos -> nanos / 1e9)
        .orElse(0.0);
  }

  private static double ownSeconds() {
    return ofProcess(ProcessHandle.current().pid());
  }

  private static double busySeconds() {
    if (!Files.isReadable(STAT)) {
      return -1;
    }
    try {
      return busySeconds(Files.readAllLines(STAT).get(0));
    } catch (IOException e) {
      // Not known is a value of its own, and marks the run.
      return -1;
    }
  }

  /** From the line of all processors: user, nice, system, idle, iowait, irq, softirq, steal. */
  public static double busySeconds(String line) {
    long[] ticks =
        Arrays.stream(line.split("\\s+")).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
    long idle = ticks[3] + ticks[4];
    return (Arrays.stream(ticks).sum() - idle) / TICKS_PER_SECOND;
  }
}
