package org.meltwatch.prints.formats;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which values of an image become 0 and 65535, the same for all layers. {@link #AUTO} goes by the
 * type of the values: 16 bits stay what they are, 8 bits are multiplied by 257, all others must be
 * declared.
 *
 * @param from becomes 0
 * @param to becomes 65535; may be the smaller one, which inverts
 */
public record Scale(@Nullable Double from, @Nullable Double to) {

  /** By the type of the values. */
  public static final Scale AUTO = new Scale(null, null);

  private static final int MOST = 65535;
  private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?";
  private static final Pattern FORM =
      Pattern.compile("(?:(" + NUMBER + ")\\.\\.)?(" + NUMBER + ")");

  /**
   * Reads {@code auto}, {@code FROM..TO} or {@code TO}, which begins at 0.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static Scale parse(String text) {
    if (text.equals("auto")) {
      return AUTO;
    }
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      double from = form.group(1) == null ? 0 : Double.parseDouble(form.group(1));
      double to = Double.parseDouble(form.group(2));
      if (from != to && Double.isFinite(to - from)) {
        return new Scale(from, to);
      }
    }
    throw new IllegalArgumentException(
        "scale (%s) must be auto, FROM..TO or TO, such as 0..1, -32768..32767 or 4095, and not empty"
            .formatted(text));
  }

  boolean isAuto() {
    return from == null || to == null;
  }

  /**
   * A value as one of 16 bits: rounded half up, what lies outside is clipped. What is not a number
   * becomes 0.
   */
  static int scaled(double value, double from, double to) {
    double exact = MOST * (value - from) / (to - from);
    return exact > 0 ? (int) Math.min(MOST, Math.floor(exact + 0.5)) : 0;
  }

  @Override
  public String toString() {
    return isAuto() ? "auto" : String.format(Locale.ROOT, "%s..%s", from, to);
  }
}
