package org.meltwatch.pipeline.options;

import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;

/**
 * How layers are put in order.
 *
 * @param ordering by which means
 * @param lateness how many layers a tile may come late, with event time
 * @param maxBuffered how many tiles of one key may wait
 */
public record OrderingSettings(Ordering ordering, int lateness, int maxBuffered) {

  /**
   * The settings that the options come to.
   *
   * @param engine its name, for a complaint
   * @param eventTimeTimers whether it has any
   * @throws UsageException if one is out of its range, or the engine cannot order so
   */
  public static OrderingSettings of(
      OrderingOptions options, String engine, boolean eventTimeTimers) {
    Ordering ordering = Ordering.named(options.getOrdering());
    if (ordering == Ordering.EVENT_TIME && !eventTimeTimers) {
      throw new UsageException(
          "--ordering (event-time) needs an engine with event-time timers, which %s is not: use"
                  .formatted(engine)
              + " --ordering=buffer");
    }
    return new OrderingSettings(
        ordering,
        OptionRange.require("lateness", options.getLateness(), 0, 1_000_000),
        OptionRange.require("maxBuffered", options.getMaxBuffered(), 1, 1_000_000));
  }

  /** True if the event time is the layer. */
  public boolean byEventTime() {
    return ordering == Ordering.EVENT_TIME;
  }
}
