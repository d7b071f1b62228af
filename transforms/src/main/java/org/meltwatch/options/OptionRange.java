package org.meltwatch.options;

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
}
