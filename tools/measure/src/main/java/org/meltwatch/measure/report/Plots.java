package org.meltwatch.measure.report;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.meltwatch.latency.Latencies;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Estimate;
import org.meltwatch.measure.results.Moment;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;

/** The plots of a measurement, by file name; those without anything to show are left out. */
final class Plots {

  private static final int NARROW = 620;
  private static final int WIDE = 1260;
  private static final int HEIGHT = 380;
  private static final String SECONDS = "response time of Query 3 [s]";

  private final Results results;
  private final LoadTables loads;
  private final Map<String, byte[]> plots = new LinkedHashMap<>();

  Plots(Results results) {
    this.results = results;
    this.loads = new LoadTables(results);
  }

  /** Draws all. */
  Map<String, byte[]> png() throws IOException {
    course("latency-over-time.png", "Response time in the course of a run", SECONDS, Moment::mean);
    course("throughput-over-time.png", "Results in the course of a run", "tiles/s", Moment::rate);
    distribution();
    cost("cpu.png", "Processor time per tile", "ms", run -> run.cost().cpuMillisPerTile());
    cost(
        "memory.png",
        "Peak memory of the process",
        "MiB",
        run -> Math.max(0, run.cost().peakResidentBytes()) / (double) (1 << 20));
    cost("gc.png", "Garbage collection", "s", run -> run.cost().collectionSeconds());
    times();
    paced();
    scaling();
    network();
    return plots;
  }

  private void course(String file, String title, String value, Function<Moment, Double> figure)
      throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    boolean logarithmic = value.equals(SECONDS);
    for (Engine engine : results.engines()) {
      XYSeries line = new XYSeries(engine.runner());
      for (Run run : typical(engine)) {
        run.moments().stream()
            .filter(moment -> !logarithmic || moment.mean() > 0)
            .forEach(moment -> line.add(moment.second(), figure.apply(moment)));
      }
      lines.addSeries(line);
    }
    JFreeChart chart =
        Charts.lines(
            title,
            lines,
            Charts.linear("seconds since the first tile was received"),
            logarithmic ? Charts.logarithmic(value) : Charts.linear(value),
            false,
            false);
    plots.put(file, Charts.png(chart, WIDE, HEIGHT));
  }

  private List<Run> typical(Engine engine) {
    List<Run> runs = results.fullSpeed(engine.runner(), Condition.BUFFER);
    return runs.isEmpty() ? List.of() : List.of(Estimate.typical(runs, run -> run.q3().mean()));
  }

  private void distribution() throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    double upper = 2;
    for (Engine engine : results.engines()) {
      List<Run> runs = results.fullSpeed(engine.runner(), Condition.BUFFER);
      XYSeries line = new XYSeries(engine.runner());
      Latencies latencies = CourseTables.pooled(runs);
      double most = Math.min(4, Math.log10((double) Math.max(1, latencies.count())));
      for (double nines = 0; nines <= most && !runs.isEmpty(); nines += 0.02) {
        double percent = 100 - 100 * Math.pow(10, -nines);
        line.add(nines, latencies.quantileMicros(percent) / 1e6);
      }
      upper = Math.max(upper, most);
      lines.addSeries(line);
    }
    JFreeChart chart =
        Charts.lines(
            "Distribution of response times",
            lines,
            Charts.nines("part of the tiles that are answered within", upper),
            Charts.logarithmic(SECONDS),
            false,
            false);
    plots.put("latency-distribution.png", Charts.png(chart, WIDE, HEIGHT));
  }

  private void cost(String file, String title, String unit, ToDoubleFunction<Run> figure)
      throws IOException {
    DefaultStatisticalCategoryDataset bars = new DefaultStatisticalCategoryDataset();
    for (Engine engine : results.engines()) {
      for (String ordering : List.of(Condition.BUFFER, Condition.EVENT_TIME)) {
        add(bars, results.fullSpeed(engine.runner(), ordering), figure, engine, ordering);
      }
    }
    plots.put(file, Charts.png(Charts.bars(title, bars, unit), NARROW, HEIGHT));
  }

  private void times() throws IOException {
    DefaultStatisticalCategoryDataset bars = new DefaultStatisticalCategoryDataset();
    for (Engine engine : results.engines()) {
      List<Run> runs = results.fullSpeed(engine.runner(), Condition.BUFFER);
      add(bars, runs, run -> run.cost().startUp(), engine, "start-up");
      add(bars, runs, run -> run.cost().firstResult(), engine, "first result");
      add(bars, runs, run -> run.cost().stop(), engine, "stop");
    }
    plots.put(
        "times.png", Charts.png(Charts.bars("Starting and stopping", bars, "s"), NARROW, HEIGHT));
  }

  private static void add(
      DefaultStatisticalCategoryDataset bars,
      List<Run> runs,
      ToDoubleFunction<Run> figure,
      Engine engine,
      String category) {
    if (!runs.isEmpty()) {
      Estimate estimate = Estimate.of(runs, figure);
      bars.add(estimate.median(), estimate.error(), engine.runner(), category);
    }
  }

  private void paced() throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    pace(lines, " median", run -> run.q3().p50());
    pace(lines, " p99", run -> run.q3().p99());
    if (lines.getSeries(0).isEmpty()) {
      return;
    }
    JFreeChart chart =
        Charts.lines(
            "Response time by load",
            lines,
            Charts.linear("share of the engine's own maximum [%]"),
            Charts.logarithmic(SECONDS),
            true,
            true);
    plots.put("paced.png", Charts.png(chart, NARROW, HEIGHT));
  }

  private void pace(XYSeriesCollection lines, String suffix, ToDoubleFunction<Run> figure) {
    for (Engine engine : results.engines()) {
      XYSeries line = new XYSeries(engine.runner() + suffix);
      results
          .runs(engine.runner(), c -> c.set() == Condition.Set.PACED)
          .forEach(run -> line.add(run.condition().share() * 100, figure.applyAsDouble(run)));
      lines.addSeries(line);
    }
  }

  private void scaling() throws IOException {
    XYSeriesCollection lines = new XYSeriesCollection();
    int points = 0;
    for (Engine engine : results.engines()) {
      XYSeries line = new XYSeries(engine.runner());
      for (int cores : loads.cores(engine)) {
        List<Run> runs = loads.onCores(engine, cores);
        line.add(cores, Estimate.of(runs, run -> run.q3().throughput()).median());
      }
      points = Math.max(points, line.getItemCount());
      lines.addSeries(line);
    }
    if (points < 2) {
      return;
    }
    JFreeChart chart =
        Charts.lines(
            "Throughput by cores",
            lines,
            Charts.whole("cores"),
            Charts.linear("tiles/s"),
            true,
            false);
    plots.put("scaling.png", Charts.png(chart, NARROW, HEIGHT));
  }

  private void network() throws IOException {
    DefaultStatisticalCategoryDataset bars = new DefaultStatisticalCategoryDataset();
    boolean measured = false;
    for (Engine engine : results.engines()) {
      add(bars, typical(engine), run -> run.challenger().mean(), engine, "no network");
      for (Run run : results.runs(engine.runner(), c -> c.set() == Condition.Set.NETWORK)) {
        measured = true;
        add(
            bars,
            List.of(run),
            one -> one.challenger().mean(),
            engine,
            LoadTables.name(run.condition()));
      }
    }
    if (measured) {
      JFreeChart chart = Charts.bars("The challenger's mean response time, by network", bars, "s");
      plots.put("network.png", Charts.png(chart, NARROW, HEIGHT));
    }
  }
}
