package org.meltwatch.measure.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.category.StatisticalBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.RangeType;
import org.jfree.data.statistics.StatisticalCategoryDataset;
import org.jfree.data.xy.XYDataset;

/** How plots look: all alike, on white, in colours that the colour-blind can tell apart. */
final class Charts {

  private static final Color INK = new Color(0x16202b);
  private static final Color GRID = new Color(0xdde3e8);
  private static final Color[] COLOURS = {
    new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7), INK
  };
  private static final String FAMILY = "SansSerif";
  private static final Font TEXT = new Font(FAMILY, Font.PLAIN, 13);
  private static final int SCALE = 2;

  private Charts() {}

  /** The colour of the engine that is shown at this place. */
  static Color colour(int number) {
    return COLOURS[number % COLOURS.length];
  }

  /** Lines; those of the second half of the series are dashed if {@code pairs}. */
  static JFreeChart lines(
      String title, XYDataset series, ValueAxis x, ValueAxis y, boolean points, boolean pairs) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, points);
    int engines = pairs ? series.getSeriesCount() / 2 : series.getSeriesCount();
    for (int i = 0; i < series.getSeriesCount(); i++) {
      renderer.setSeriesPaint(i, colour(i % Math.max(1, engines)));
      renderer.setSeriesShape(i, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
      renderer.setSeriesStroke(i, stroke(i >= engines));
    }
    renderer.setDrawSeriesLineAsPath(true);
    XYPlot plot = new XYPlot(series, x, y, renderer);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setDomainGridlineStroke(new BasicStroke(1));
    return chart(title, plot);
  }

  /** Bars with their errors; a series each colour. */
  static JFreeChart bars(String title, StatisticalCategoryDataset bars, String value) {
    StatisticalBarRenderer renderer = new StatisticalBarRenderer();
    style(renderer);
    for (int i = 0; i < bars.getRowCount(); i++) {
      renderer.setSeriesPaint(i, colour(i));
    }
    renderer.setErrorIndicatorPaint(INK);
    renderer.setErrorIndicatorStroke(new BasicStroke(1.2f));
    CategoryAxis categories = new CategoryAxis();
    categories.setTickLabelFont(TEXT);
    categories.setTickLabelPaint(INK);
    categories.setAxisLineVisible(false);
    categories.setMaximumCategoryLabelLines(2);
    CategoryPlot plot = new CategoryPlot(bars, categories, linear(value), renderer);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    return chart(title, plot);
  }

  private static void style(BarRenderer renderer) {
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setMaximumBarWidth(0.12);
    renderer.setItemMargin(0.08);
  }

  private static BasicStroke stroke(boolean dashed) {
    float[] dash = {7, 5};
    return dashed
        ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0)
        : new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static JFreeChart chart(String title, Plot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setInsets(new RectangleInsets(4, 4, 4, 16));
    JFreeChart chart = new JFreeChart(title, new Font(FAMILY, Font.BOLD, 15), plot, true);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(8, 8, 8, 8));
    chart.getTitle().setPaint(INK);
    LegendTitle legend = chart.getLegend();
    legend.setItemFont(TEXT);
    legend.setItemPaint(INK);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
    return chart;
  }

  /** An axis from 0. */
  static NumberAxis linear(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(true);
    axis.setRangeType(RangeType.POSITIVE);
    axis.setNumberFormatOverride(plain());
    style(axis);
    return axis;
  }

  /** An axis of powers of ten. */
  static LogAxis logarithmic(String label) {
    LogAxis axis = new LogarithmicAxis(label);
    style(axis);
    return axis;
  }

  /** An axis whose n means all but one in 10^n. */
  static NumberAxis nines(String label, double upper) {
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(0, upper);
    axis.setTickUnit(new NumberTickUnit(1, new Nines()));
    style(axis);
    return axis;
  }

  /** An axis of whole numbers. */
  static NumberAxis whole(String label) {
    NumberAxis axis = linear(label);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    return axis;
  }

  private static void style(ValueAxis axis) {
    axis.setLabelFont(TEXT);
    axis.setTickLabelFont(TEXT);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    Paint line = GRID;
    axis.setAxisLinePaint(line);
    axis.setTickMarkPaint(line);
  }

  private static NumberFormat plain() {
    return new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** The picture in twice the size, for sharp screens. */
  static byte[] png(JFreeChart chart, int width, int height) throws IOException {
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(SCALE, SCALE);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
