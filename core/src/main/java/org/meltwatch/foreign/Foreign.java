package org.meltwatch.foreign;

import java.util.Locale;

/** Makes text that somebody else wrote fit for a terminal or a log. */
public final class Foreign {

  private Foreign() {}

  /**
   * The text in one line: what would move a cursor, turn writing around or be invisible is escaped
   * as in Java, blanks at its ends are dropped, and of a long text the beginning is shown.
   *
   * @param most how many characters are shown
   */
  public static String shown(String text, int most) {
    StringBuilder shown = new StringBuilder();
    String line = text.replaceAll("[\\t\\r\\n ]+", " ").strip();
    for (int at = 0; at < line.length(); ) {
      if (shown.length() >= most) {
        return shown.append("...").toString();
      }
      int next = line.codePointAt(at);
      if (isPlain(next)) {
        shown.appendCodePoint(next);
      } else {
        shown.append(String.format(Locale.ROOT, next > 0xFFFF ? "\\U%08x" : "\\u%04x", next));
      }
      at += Character.charCount(next);
    }
    return shown.toString();
  }

  private static boolean isPlain(int next) {
    return switch (Character.getType(next)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
