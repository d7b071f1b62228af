package org.meltwatch.options;

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
      throw new UsageException("--%s (%d) must be in [%d, %d]".formatted(name, value, least, most));
    }
    return value;
  }
}
