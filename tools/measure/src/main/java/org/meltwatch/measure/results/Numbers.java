package org.meltwatch.measure.results;

import java.util.Locale;

/** Figures as text; the same in every locale. */
public final class Numbers {

  private Numbers() {}

  /** With so many decimals. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Seconds, to the millisecond. */
  public static String seconds(double value) {
    return fixed(value, 3);
  }

  /** Seconds with their error, where there is one. */
  public static String seconds(Estimate estimate) {
    return with(estimate, 3);
  }

  /** A figure with its error, where there is one. */
  public static String with(Estimate estimate, int decimals) {
    String median = fixed(estimate.median(), decimals);
    return estimate.repeats() == 1 ? median : median + " ± " + fixed(estimate.error(), decimals);
  }

  /** Mebibytes; "not known" for -1. */
  public static String mebibytes(double bytes) {
    return bytes < 0 ? "not known" : fixed(bytes / (1 << 20), 0);
  }
}
