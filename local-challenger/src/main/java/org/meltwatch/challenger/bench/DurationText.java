package org.meltwatch.challenger.bench;

import java.util.Locale;

/** Durations as the challenger's clients parse them: {@code 3s230ms172µs}. */
public final class DurationText {

  private DurationText() {}

  /** Seconds, milliseconds and microseconds without the zeros; {@code 0µs} for nothing. */
  public static String of(long micros) {
    if (micros < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "micros (%d) must not be negative", micros));
    }
    StringBuilder text = new StringBuilder();
    append(text, micros / 1_000_000, "s");
    append(text, micros / 1000 % 1000, "ms");
    append(text, micros % 1000, "µs");
    return text.isEmpty() ? "0µs" : text.toString();
  }

  private static void append(StringBuilder text, long value, String unit) {
    if (value > 0) {
      text.append(value).append(unit);
    }
  }
}
