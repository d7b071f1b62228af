package org.meltwatch.sdf.settings;

import java.io.Serializable;
import java.util.Locale;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much one poll may do before the rest of its restriction is put off to the next, and how long
 * a DoFn outlives its reader.
 *
 * @param maxOutputsPerPoll after how many outputs to stop claiming; with what one claim gives on
 *     top, the limit to the outputs a checkpoint mark holds: small where outputs are large. At
 *     least 1
 * @param maxPollDuration how long after its first claim to stop claiming. At least 1 ms
 * @param teardownDelay how long to wait with {@code @Teardown} after a reader has been closed, for
 *     the next reader of the same lane in the same process to take the DoFn over as it is. Zero for
 *     engines that close a reader for good; some seconds for the Spark runner, which closes readers
 *     whenever a micro-batch is late, and makes new ones
 * @param keeping how reads are kept, for engines that compute them anew; null if they are not
 */
public record SdfSettings(
    int maxOutputsPerPoll,
    Duration maxPollDuration,
    Duration teardownDelay,
    @Nullable ReadKeeping keeping)
    implements Serializable {

  /** Without a teardown delay, and without keeping reads. */
  public SdfSettings(int maxOutputsPerPoll, Duration maxPollDuration) {
    this(maxOutputsPerPoll, maxPollDuration, Duration.ZERO, null);
  }

  /** Without keeping reads. */
  public SdfSettings(int maxOutputsPerPoll, Duration maxPollDuration, Duration teardownDelay) {
    this(maxOutputsPerPoll, maxPollDuration, teardownDelay, null);
  }

  public SdfSettings {
    if (maxOutputsPerPoll < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "maxOutputsPerPoll (%d) must be positive", maxOutputsPerPoll));
    }
    if (maxPollDuration.getMillis() < 1) {
      throw new IllegalArgumentException(
          "maxPollDuration (%s) must be at least 1 ms".formatted(maxPollDuration));
    }
    if (teardownDelay.getMillis() < 0) {
      throw new IllegalArgumentException(
          "teardownDelay (%s) must not be negative".formatted(teardownDelay));
    }
  }
}
