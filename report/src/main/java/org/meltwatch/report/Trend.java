package org.meltwatch.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.NumberFormat;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.meltwatch.record.rows.LayersAnswer;

/** Something counted, through the layers: lines that differ in colour and dashes. */
final class Trend {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 240;
  private static final int SCALE = 2;
  private static final Color INK = new Color(0x16202b);
  private static final Color GRID = new Color(0xdde3e8);
  private static final Color[] COLOURS = {
    new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73)
  };
  private static final float[][] DASHES = {null, {7, 4}, {2, 3}};

  private final String xName;
  private final String yName;
  private final NumberFormat numbers;
  private final Map<String, ToDoubleFunction<LayersAnswer.Layer>> lines = new LinkedHashMap<>();

  /**
   * A chart without lines.
   *
   * @param numbers how the numbers at its axes look
   */
  Trend(String xName, String yName, NumberFormat numbers) {
    this.xName = xName;
    this.yName = yName;
    this.numbers = numbers;
  }

  Trend with(String name, ToDoubleFunction<LayersAnswer.Layer> value) {
    lines.put(name, value);
    return this;
  }

  /** As a PNG in a data URL. */
  String draw(List<LayersAnswer.Layer> layers) throws IOException {
    XYSeriesCollection all = new XYSeriesCollection();
    lines.forEach(
        (name, value) -> {
          XYSeries series = new XYSeries(name);
          layers.forEach(layer -> series.add(layer.layer(), value.applyAsDouble(layer)));
          all.addSeries(series);
        });
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(SCALE, SCALE);
    chart(all).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private JFreeChart chart(XYSeriesCollection series) {
    JFreeChart chart = ChartFactory.createXYLineChart(null, xName, yName, series);
    chart.setBackgroundPaint(Color.WHITE);
    chart.getLegend().setFrame(BlockBorder.NONE);
    chart.getLegend().setItemPaint(INK);
    XYPlot plot = chart.getXYPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    for (int i = 0; i < series.getSeriesCount(); i++) {
      plot.getRenderer().setSeriesPaint(i, COLOURS[i % COLOURS.length]);
      plot.getRenderer()
          .setSeriesStroke(
              i,
              new BasicStroke(
                  1.8f,
                  BasicStroke.CAP_ROUND,
                  BasicStroke.JOIN_ROUND,
                  1,
                  DASHES[i % DASHES.length],
                  0));
    }
    style((NumberAxis) plot.getDomainAxis());
    style((NumberAxis) plot.getRangeAxis());
    return chart;
  }

  private void style(NumberAxis axis) {
    axis.setNumberFormatOverride(numbers);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    axis.setAutoRangeIncludesZero(true);
    axis.setTickLabelFont(new Font("SansSerif", Font.PLAIN, 11));
    axis.setLabelFont(new Font("SansSerif", Font.PLAIN, 12));
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(GRID);
  }
}
