package org.meltwatch.measure.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** A logarithmic axis with marks at 1, 2 and 5 times powers of ten, as people read them. */
final class LogarithmicAxis extends LogAxis {

  private static final long serialVersionUID = 1;
  private static final int LEAST_EXPONENT = -6;
  private static final int MOST_EXPONENT = 6;

  /** Where there are more marks, only powers of ten have room for a label. */
  private static final int MOST_LABELS = 8;

  LogarithmicAxis(String label) {
    super(label);
    setSmallestValue(1e-6);
  }

  /** From mark to mark, so that there are two at the least. */
  @Override
  protected void autoAdjustRange() {
    super.autoAdjustRange();
    Range range = getRange();
    double lower =
        marks().filter(mark -> mark <= range.getLowerBound()).max().orElse(range.getLowerBound());
    double upper =
        marks().filter(mark -> mark >= range.getUpperBound()).min().orElse(range.getUpperBound());
    setRange(new Range(lower, upper), false, false);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    DecimalFormat text =
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    TextAnchor anchor =
        RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    double[] marks = marks().filter(mark -> getRange().contains(mark)).toArray();
    return DoubleStream.of(marks)
        .mapToObj(
            mark -> {
              boolean labelled = marks.length <= MOST_LABELS || isPowerOfTen(mark);
              String label = labelled ? text.format(mark) : "";
              return new NumberTick(TickType.MAJOR, mark, label, anchor, anchor, 0);
            })
        .toList();
  }

  private static boolean isPowerOfTen(double mark) {
    double exponent = Math.log10(mark);
    return Math.abs(exponent - Math.rint(exponent)) < 1e-9;
  }

  private static DoubleStream marks() {
    return IntStream.rangeClosed(LEAST_EXPONENT, MOST_EXPONENT)
        .boxed()
        .flatMapToDouble(
            exponent -> DoubleStream.of(1, 2, 5).map(step -> step * Math.pow(10, exponent)));
  }
}
