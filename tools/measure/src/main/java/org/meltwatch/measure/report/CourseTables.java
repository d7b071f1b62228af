package org.meltwatch.measure.report;

import java.util.ArrayList;
import java.util.List;
import org.meltwatch.latency.Latencies;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Estimate;
import org.meltwatch.measure.results.Numbers;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;

/** The course of the runs at full speed, their distribution and their cost. */
final class CourseTables {

  private static final double[] QUANTILES = {50, 90, 99, 99.9, 99.99, 100};

  private final Results results;

  CourseTables(Results results) {
    this.results = results;
  }

  List<Section> sections() {
    return List.of(course(), distribution(), cost(), times());
  }

  private static Section course() {
    return new Section(
        "Course of a run",
        List.of(
            "Query 3 at full speed with --ordering=buffer, of each engine the repeat whose mean"
                + " response time is the median; half a second a point. The warm-up is shown; the"
                + " tables leave it out."),
        List.of("latency-over-time.png", "throughput-over-time.png"),
        List.of());
  }

  private Section distribution() {
    Table.Builder table =
        new Table.Builder(
            "Query 3, --ordering=buffer, seconds; all repeats together",
            "engine",
            "tiles",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "p99.99",
            "longest");
    for (Engine engine : results.engines()) {
      List<Run> runs = results.fullSpeed(engine.runner(), Condition.BUFFER);
      if (!runs.isEmpty()) {
        table.row(quantiles(engine, runs));
      }
    }
    return new Section(
        "Distribution of response times",
        List.of(
            "A quantile that fewer than one tile lies above is the longest time seen, and says"
                + " nothing of its own: p99.9 needs 1000 tiles, p99.99 needs 10 000. The lines end"
                + " where their tiles do."),
        List.of("latency-distribution.png"),
        List.of(table.build()));
  }

  private static String[] quantiles(Engine engine, List<Run> runs) {
    Latencies latencies = pooled(runs);
    List<String> row = new ArrayList<>();
    row.add(engine.runner());
    row.add(Long.toString(latencies.count()));
    for (double quantile : QUANTILES) {
      row.add(Numbers.seconds(latencies.quantileMicros(quantile) / 1e6));
    }
    return row.toArray(String[]::new);
  }

  /** Response times of several runs together. */
  static Latencies pooled(List<Run> runs) {
    Latencies latencies = new Latencies();
    runs.forEach(run -> run.micros().forEach(latencies::add));
    return latencies;
  }

  /** Processor time and memory. */
  Section cost() {
    Table.Builder table =
        new Table.Builder(
            "Whole runs at full speed, start-up and warm-up included",
            "engine",
            "ordering",
            "CPU [ms/tile]",
            "challenger's CPU [ms/tile]",
            "GC [s]",
            "collections",
            "peak heap [MiB]",
            "peak memory [MiB]");
    each(
        (engine, ordering, runs) ->
            table.row(
                engine.runner(),
                ordering,
                Numbers.with(Estimate.of(runs, run -> run.cost().cpuMillisPerTile()), 1),
                Numbers.with(Estimate.of(runs, run -> run.cost().challengerCpuMillisPerTile()), 1),
                Numbers.with(Estimate.of(runs, run -> run.cost().collectionSeconds()), 2),
                Numbers.fixed(Estimate.of(runs, run -> run.cost().collections()).median(), 0),
                Numbers.mebibytes(Estimate.of(runs, run -> run.cost().peakHeapBytes()).median()),
                Numbers.mebibytes(
                    Estimate.of(runs, run -> run.cost().peakResidentBytes()).median())));
    return new Section(
        "Processor time and memory",
        List.of(
            "Processor time of all threads of the engine's process; in a short run most of it is"
                + " start-up and compilation. Peak memory is what the operating system has counted"
                + " as resident; it follows the heap limit of the settings below more than the need."),
        List.of("cpu.png", "memory.png", "gc.png"),
        List.of(table.build()));
  }

  private Section times() {
    Table.Builder table =
        new Table.Builder("Seconds", "engine", "ordering", "start-up", "first result", "stop");
    each(
        (engine, ordering, runs) ->
            table.row(
                engine.runner(),
                ordering,
                Numbers.with(Estimate.of(runs, run -> run.cost().startUp()), 2),
                Numbers.with(Estimate.of(runs, run -> run.cost().firstResult()), 2),
                Numbers.with(Estimate.of(runs, run -> run.cost().stop()), 2)));
    return new Section(
        "Starting and stopping",
        List.of(
            "Start-up: from the start of the process to the first tile's receipt. First result: to"
                + " the first result of Query 3. Stop: from the last result to the end of the"
                + " process, with assembling the result files."),
        List.of("times.png"),
        List.of(table.build()));
  }

  private interface Rows {
    void add(Engine engine, String ordering, List<Run> runs);
  }

  private void each(Rows rows) {
    for (Engine engine : results.engines()) {
      for (String ordering : List.of(Condition.BUFFER, Condition.EVENT_TIME)) {
        List<Run> runs = results.fullSpeed(engine.runner(), ordering);
        if (!runs.isEmpty()) {
          rows.add(engine, ordering, runs);
        }
      }
    }
  }
}
