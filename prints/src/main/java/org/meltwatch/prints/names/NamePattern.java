package org.meltwatch.prints.names;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over whole names, without their suffix or with it. A named group {@code
 * layer} holds the layer's number, or {@code order} a number that only orders the files; {@code z},
 * {@code print} and {@code kind} may be there, too. One with a slash is held against the path
 * within the folder.
 */
public final class NamePattern {

  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  /**
   * How EOS machines name what Exposure OT exports: job and time, layer, whole millimetres,
   * thousandths of them, kind of image.
   */
  public static final NamePattern EOS =
      new NamePattern(
          "eos",
          Pattern.compile(
              "(?<print>.+?)_(?<layer>\\d+)_(?<z>\\d+_\\d{3})_(?<kind>(?:Int|Max)(?:_[A-Za-z0-9]+)*)",
              Pattern.CASE_INSENSITIVE));

  /** For a file that is alone and whose name has no number: its layer is 0. */
  static final NamePattern ONLY = new NamePattern("only", Pattern.compile("(?<layer>).*"));

  private static final int MOST_DIGITS = 18;

  private final String text;
  private final Pattern pattern;
  private final Set<String> groups;

  private NamePattern(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
    this.groups =
        GROUP
            .matcher(pattern.pattern())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, or names no layer
   */
  public static NamePattern parse(String text) {
    NamePattern pattern;
    try {
      pattern = new NamePattern(text, Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "layerName (%s) must be auto, eos or a regular expression: %s at place %s"
              .formatted(text, e.getDescription(), e.getIndex()),
          e);
    }
    if (pattern.groups.contains("layer") == pattern.groups.contains("order")) {
      throw new IllegalArgumentException(
          "layerName (%s) must have one named group (?<layer>\\d+), or (?<order>\\d+) where numbers"
                  .formatted(text)
              + " only order the files");
    }
    return pattern;
  }

  /** True if a missing number is a missing layer. */
  public boolean counts() {
    return groups.contains("layer");
  }

  /**
   * What a name says; null if it does not fit.
   *
   * @param path the file's path within its folder, with slashes
   * @throws IllegalArgumentException if the number is none
   */
  public @Nullable LayerName read(String path) {
    String name = text.contains("/") ? path : path.substring(path.lastIndexOf('/') + 1);
    Matcher matcher = pattern.matcher(stem(name));
    if (!matcher.matches()) {
      matcher = pattern.matcher(name);
      if (!matcher.matches()) {
        return null;
      }
    }
    return new LayerName(
        number(path, matcher.group(counts() ? "layer" : "order")),
        height(path, group(matcher, "z")),
        group(matcher, "print"),
        group(matcher, "kind"));
  }

  private @Nullable String group(Matcher matcher, String name) {
    return groups.contains(name) ? matcher.group(name) : null;
  }

  private long number(String path, @Nullable String digits) {
    if (this == ONLY) {
      return 0;
    }
    if (digits == null || !digits.matches("[0-9]{1," + MOST_DIGITS + "}")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the layer's number (%s) in %s must be 1 to %d digits",
              digits,
              path,
              MOST_DIGITS));
    }
    return Long.parseLong(digits);
  }

  private static @Nullable BigDecimal height(String path, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String number = text.replaceFirst("[_,]", ".");
    if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw new IllegalArgumentException(
          "z (%s) in %s must be millimetres, such as 3.920 or 3_920".formatted(text, path));
    }
    return new BigDecimal(number);
  }

  /** A name without its suffix. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  @Override
  public String toString() {
    return text;
  }
}
