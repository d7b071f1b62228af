package org.meltwatch.measure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** One figure in the course of a run, drawn. */
public final class CoursePlot {

  private static final int WIDTH = 1260;
  private static final int HEIGHT = 320;
  private static final double SECONDS_PER_MINUTE = 60;

  private CoursePlot() {}

  /**
   * Draws a line from zero on.
   *
   * @param file a PNG file
   * @param unit what the figure is in
   * @param bySecond the figure's values by the second of the run
   */
  public static void write(Path file, String title, String unit, Map<Double, Double> bySecond)
      throws IOException {
    XYSeries line = new XYSeries(title);
    bySecond.forEach((second, value) -> line.add(second / SECONDS_PER_MINUTE, value));
    XYSeriesCollection lines = new XYSeriesCollection(line);
    Files.write(
        file,
        Charts.png(
            Charts.lines(title, lines, Charts.linear("minutes"), Charts.linear(unit), false, false),
            WIDTH,
            HEIGHT));
  }
}
