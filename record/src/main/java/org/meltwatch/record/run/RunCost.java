package org.meltwatch.record.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * What a run has used.
 *
 * @param startedUs when the Java virtual machine was started, in microseconds since the epoch
 * @param wallSeconds time that has passed since then
 * @param stopSeconds how long the engine took to end after everything was out; -1 if it was not
 * @param cpuSeconds processor time of the process, all threads, user and system; -1 if not known
 * @param collections how often garbage was collected
 * @param collectionSeconds how long that took in all
 * @param peakHeapBytes the most that each part of the heap has held, summed up
 * @param peakResidentBytes the most memory that the process has held; -1 if not known
 */
public record RunCost(
    long startedUs,
    double wallSeconds,
    double stopSeconds,
    double cpuSeconds,
    long collections,
    double collectionSeconds,
    long peakHeapBytes,
    long peakResidentBytes) {

  /**
   * What this process has used up to now.
   *
   * @param stopSeconds see there
   */
  public static RunCost ofThisProcess(double stopSeconds) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long nanos = system == null ? -1 : system.getProcessCpuTime();
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return new RunCost(
        ManagementFactory.getRuntimeMXBean().getStartTime() * 1000,
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        stopSeconds,
        nanos < 0 ? -1 : nanos / 1e9,
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum(),
        collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum() / 1e3,
        peakHeap(),
        ResidentMemory.peakBytes());
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isValid())
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
