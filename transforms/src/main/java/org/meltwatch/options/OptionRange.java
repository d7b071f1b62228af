package org.meltwatch.options;

import java.time.Duration;
import java.util.Locale;

/** Which numbers an option takes. */
public final class OptionRange {

  private OptionRange() {}

  /**
   * Checks a number.
   *
   * @return the number
   * @throws UsageException if it is outside {@code [least, most]}
   */
  public static int require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new UsageException(
          String.format(Locale.ROOT, "--%s (%d) must be in [%d, %d]", name, value, least, most));
    }
    return value;
  }

  /**
   * Checks a large number.
   *
   * @return the number
   * @throws UsageException if it is outside {@code [least, most]}
   */
  public static long require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new UsageException(
          String.format(Locale.ROOT, "--%s (%d) must be in [%d, %d]", name, value, least, most));
    }
    return value;
  }

  /**
   * Checks a number of seconds.
   *
   * @return the same as a duration
   * @throws UsageException if it is outside {@code [least, most]}
   */
  public static Duration seconds(String name, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw new UsageException(
          String.format(
              Locale.ROOT, "--%s (%s) must be in [%d, %d] seconds", name, value, least, most));
    }
    return Duration.ofMillis(Math.round(value * 1e3));
  }
}
