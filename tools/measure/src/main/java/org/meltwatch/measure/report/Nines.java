package org.meltwatch.measure.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Writes n as the part of all but one in 10^n: 2 is 99 %, 3 is 99.9 %. */
final class Nines extends NumberFormat {

  private static final long serialVersionUID = 1;

  @Override
  public StringBuffer format(double number, StringBuffer text, FieldPosition position) {
    DecimalFormat percent =
        new DecimalFormat("0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return text.append(percent.format(100 - 100 * Math.pow(10, -number))).append(" %");
  }

  @Override
  public StringBuffer format(long number, StringBuffer text, FieldPosition position) {
    return format((double) number, text, position);
  }

  @Override
  public Number parse(String source, ParsePosition position) {
    throw new UnsupportedOperationException("nines are only written");
  }
}
