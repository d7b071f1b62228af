package org.meltwatch.record.commands;

import java.util.Locale;

/** What texts of a command may be: they are shown on terminals and in reports. */
final class Texts {

  private Texts() {}

  /**
   * Refuses a text that is not one line of 1 to {@code most} characters.
   *
   * @throws IllegalArgumentException naming key, value and rule
   */
  static void require(String key, String text, int most) {
    if (text == null
        || text.isBlank()
        || text.length() > most
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s (%s) must be one line of 1 to %d characters",
              key,
              shown(text),
              most));
    }
  }

  /** A text from outside, fit for a terminal. */
  static String shown(String text) {
    if (text == null) {
      return "none";
    }
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
