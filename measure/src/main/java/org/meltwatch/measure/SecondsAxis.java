package org.meltwatch.measure;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with marks at 1, 2 and 5 times powers of ten, as people read them. */
final class SecondsAxis extends LogAxis {

  private static final long serialVersionUID = 1;
  private static final int LEAST_EXPONENT = -6;
  private static final int MOST_EXPONENT = 6;

  SecondsAxis(String label) {
    super(label);
    setSmallestValue(1e-6);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    DecimalFormat text =
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    List<NumberTick> ticks = new ArrayList<>();
    for (int exponent = LEAST_EXPONENT; exponent <= MOST_EXPONENT; exponent++) {
      for (int step : new int[] {1, 2, 5}) {
        double value = step * Math.pow(10, exponent);
        if (getRange().contains(value)) {
          ticks.add(
              new NumberTick(
                  TickType.MAJOR,
                  value,
                  text.format(value),
                  TextAnchor.CENTER_RIGHT,
                  TextAnchor.CENTER_RIGHT,
                  0));
        }
      }
    }
    return ticks;
  }
}
