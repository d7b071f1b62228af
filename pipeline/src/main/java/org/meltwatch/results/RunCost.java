package org.meltwatch.results;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a run has used.
 *
 * @param wallSeconds time that has passed since the process was started
 * @param cpuSeconds processor time of the process, all threads, user and system; -1 if not known
 */
public record RunCost(double wallSeconds, double cpuSeconds) {

  /** What this process has used up to now. */
  public static RunCost ofThisProcess() {
    double wall = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long nanos = system == null ? -1 : system.getProcessCpuTime();
    return new RunCost(wall, nanos < 0 ? -1 : nanos / 1e9);
  }
}
