package org.meltwatch.challenger.faults;

/**
 * Says when each batch may be handed out: evenly, at most so many a second. Time that nobody asked
 * in is not made up for.
 */
public final class Pace {

  private final long intervalNanos;
  private long next = Long.MIN_VALUE;

  /**
   * @param tilesPerSecond 0 for no limit
   */
  public Pace(double tilesPerSecond) {
    this.intervalNanos = tilesPerSecond == 0 ? 0 : Math.round(1e9 / tilesPerSecond);
  }

  /** Takes the next turn and says how many nanoseconds from {@code now} it is away. */
  public synchronized long take(long now) {
    if (intervalNanos == 0) {
      return 0;
    }
    long turn = next == Long.MIN_VALUE || next - now < 0 ? now : next;
    next = turn + intervalNanos;
    return turn - now;
  }
}
