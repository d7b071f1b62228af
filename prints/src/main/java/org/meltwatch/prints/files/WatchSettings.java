package org.meltwatch.prints.files;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a file of a print that is being printed is whole, and when that print is over.
 *
 * @param settle how long a file's size and time must have stood still
 * @param layerGrace how long a layer may be missing after a later one is whole
 * @param badAfter how long a file that cannot be read may stand still before it is a bad layer
 * @param idleEnd how long nothing may come before the print is over, or null for ever
 * @param layers with how many layers the print is over, or null
 */
public record WatchSettings(
    Duration settle,
    Duration layerGrace,
    Duration badAfter,
    @Nullable Duration idleEnd,
    @Nullable Integer layers) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  /**
   * Reads {@code 500ms}, {@code 2s}, {@code 5m} or {@code 1h}.
   *
   * @throws IllegalArgumentException naming the option, if it is none
   */
  public static Duration duration(String option, String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%s (%s) must be a duration such as 500ms, 2s, 5m or 1h".formatted(option, text));
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
