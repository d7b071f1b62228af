package org.meltwatch.dashboard.runs;

/** How many results came of late, by the times that are written in them. */
final class Pace {

  private static final int SECONDS = 16;
  private static final int RECENT = 5;

  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];
  private long firstUs = Long.MAX_VALUE;
  private long lastUs = Long.MIN_VALUE;
  private long results;

  void add(long receivedUs, long doneUs) {
    long second = Math.floorDiv(doneUs, 1_000_000L);
    int slot = (int) Math.floorMod(second, (long) SECONDS);
    if (seconds[slot] < second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot] += seconds[slot] == second ? 1 : 0;
    firstUs = Math.min(firstUs, receivedUs);
    lastUs = Math.max(lastUs, doneUs);
    results++;
  }

  /** Results a second, over the last few whole seconds. */
  double recent(long nowUs) {
    long now = Math.floorDiv(nowUs, 1_000_000L);
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (seconds[slot] < now && seconds[slot] >= now - RECENT) {
        sum += counts[slot];
      }
    }
    return sum / (double) RECENT;
  }

  /** Results a second, from the first receipt to the last result. */
  double overall() {
    return lastUs > firstUs ? results * 1e6 / (lastUs - firstUs) : 0;
  }

  /** When the first tile was received; 0 if none was. */
  long firstUs() {
    return results == 0 ? 0 : firstUs;
  }

  /** When the last result was out; 0 if none is. */
  long lastUs() {
    return results == 0 ? 0 : lastUs;
  }
}
