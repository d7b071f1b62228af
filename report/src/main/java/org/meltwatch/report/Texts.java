package org.meltwatch.report;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The words of a page in one language, and how its numbers and dates look. */
final class Texts {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle words;

  /** The words of a language; English where there are none of it. */
  Texts(Locale locale) {
    this.words = ResourceBundle.getBundle("org.meltwatch.report.texts", locale, NO_FALLBACK);
    // Digits and dates are in the language of the words.
    this.locale = words.getLocale().getLanguage().isEmpty() ? Locale.UK : locale;
  }

  /** The language's tag, for the page's {@code lang}. */
  String language() {
    return locale.getLanguage();
  }

  /** All words by their keys, with _ in place of points, which mean something to templates. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    words.keySet().forEach(key -> all.put(key.replace('.', '_'), words.getString(key)));
    return all;
  }

  /**
   * A word.
   *
   * @throws java.util.MissingResourceException if there is none
   */
  String word(String key) {
    return words.getString(key);
  }

  /** A text with its numbers and names put in, {@code %s} each. */
  String text(String key, Object... values) {
    return String.format(locale, words.getString(key), values);
  }

  String number(long value) {
    return numbers().format(value);
  }

  /** How numbers without digits behind the point look. */
  NumberFormat numbers() {
    return NumberFormat.getIntegerInstance(locale);
  }

  /** With so many digits behind the point. */
  String number(double value, int digits) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(value);
  }

  String percent(double share) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(1);
    return format.format(share);
  }

  /** A moment, in the machine's time zone, with its name. */
  String moment(long micros) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG)
        .withLocale(locale)
        .withZone(ZoneId.systemDefault())
        .format(Instant.ofEpochMilli(micros / 1000));
  }
}
