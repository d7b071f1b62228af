package org.meltwatch.measure.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.meltwatch.measure.results.Axis;
import org.meltwatch.measure.results.ScalingPoint;
import org.meltwatch.model.Cluster;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.ClustersAnswer;

/**
 * For each axis two plots, {@code scaling-AXIS-throughput.png} and {@code scaling-AXIS-cpu.png},
 * and a table, {@code scaling-AXIS.md}.
 */
public final class ScalingFiles {

  private static final int WIDTH = 620;
  private static final int HEIGHT = 380;

  private final Path directory;

  public ScalingFiles(Path directory) {
    this.directory = directory;
  }

  public void write(Axis axis, List<ScalingPoint> points) throws IOException {
    String name = "scaling-" + axis.fileName();
    plot(name + "-throughput.png", "Throughput", "tiles/s", axis, points, p -> p.tilesPerSecond());
    plot(name + "-cpu.png", "Processor time per tile", "ms", axis, points, p -> p.cpuMillis());
    Files.writeString(directory.resolve(name + ".md"), table(axis, points));
  }

  /** The mean number of points in clusters per tile of a run. */
  public static double clustered(Path results) throws IOException {
    return RunRecord.open(results).firstAnswers(ClustersAnswer.TYPE).stream()
        .mapToLong(row -> row.clusters().stream().mapToLong(Cluster::count).sum())
        .average()
        .orElse(0);
  }

  private void plot(
      String file,
      String title,
      String unit,
      Axis axis,
      List<ScalingPoint> points,
      ToDoubleFunction<ScalingPoint> figure)
      throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    for (String runner : points.stream().map(ScalingPoint::runner).distinct().toList()) {
      XYSeries line = new XYSeries(runner);
      points.stream()
          .filter(point -> point.runner().equals(runner))
          .filter(point -> point.x() > 0 || !axis.isLogarithmic())
          .forEach(point -> line.add(point.x(), figure.applyAsDouble(point)));
      lines.addSeries(line);
    }
    JFreeChart chart =
        Charts.lines(
            title,
            lines,
            axis.isLogarithmic() ? Charts.logarithmic(axis.label()) : Charts.whole(axis.label()),
            axis == Axis.TILE_SIZE ? Charts.logarithmic(unit) : Charts.linear(unit),
            true,
            false);
    Files.write(directory.resolve(file), Charts.png(chart, WIDTH, HEIGHT));
  }

  private static String table(Axis axis, List<ScalingPoint> points) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| runner | %s | tiles/s | CPU per tile |%n|---|---|---|---|%n".formatted(axis.label()));
    for (ScalingPoint point : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %.0f | %.2f ms |%n",
              point.runner(),
              point.x(),
              point.tilesPerSecond(),
              point.cpuMillis()));
    }
    return text.toString();
  }
}
