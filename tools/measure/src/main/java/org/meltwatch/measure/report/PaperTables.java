package org.meltwatch.measure.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Estimate;
import org.meltwatch.measure.results.Numbers;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;

/** The paper's tables with this measurement's figures, and the published ones beside them. */
final class PaperTables {

  private static final List<String> QUERIES = List.of("q1", "q2", "q3");
  private static final String CHALLENGER = "challenger";
  private static final String[] HEADER = {
    "engine", "query", "R [s]", "sigma [s]", "p99 [s]", "R_M [s]", "X [tiles/s]"
  };

  private final Results results;
  private final List<PaperFigures> paper;

  PaperTables(Results results) throws IOException {
    this.results = results;
    this.paper = PaperFigures.all();
  }

  List<Section> sections() {
    return List.of(queries(Condition.BUFFER), queries(Condition.EVENT_TIME), challenger());
  }

  private Section queries(String ordering) {
    List<String> text = new ArrayList<>();
    text.add(
        "R is the mean time from a tile's receipt to its result, sigma its standard deviation, R_M"
            + " the longest, X the number of tiles by the time from the first receipt to the last"
            + " result. Tiles of the warm-up are left out: "
            + cut()
            + ". Without an n the engine runs in one process; with one, on a standalone cluster on"
            + " loopback with n workers, warm from a run before; one run each.");
    without(ordering).forEach(text::add);
    List<Table> tables = new ArrayList<>();
    tables.add(ours(ordering));
    tables.add(published(ordering));
    return new Section("Queries, --ordering=" + ordering, text, List.of(), tables);
  }

  private String cut() {
    return results
        .measured()
        .findFirst()
        .map(
            run ->
                String.format(
                    Locale.ROOT, "of each run, the first %d tiles to be received", run.cut()))
        .orElse("no run was measured");
  }

  /** Why an engine is missing. */
  private List<String> without(String ordering) {
    List<String> lines = new ArrayList<>();
    for (Engine engine : results.engines()) {
      if (ordering.equals(Condition.EVENT_TIME) && !engine.eventTimeTimers()) {
        lines.add(
            "%s has no event-time timers, so this ordering does not exist there."
                .formatted(engine.engine()));
      } else if (results.fullSpeed(engine.runner(), ordering).isEmpty()) {
        lines.add("%s was not measured with this ordering.".formatted(engine.engine()));
      }
    }
    return lines;
  }

  private Table ours(String ordering) {
    Table.Builder table = new Table.Builder("Measured here", HEADER);
    for (Engine engine : results.engines()) {
      for (int workers : results.workers()) {
        List<Run> runs = results.asFastAsCanBe(engine.runner(), ordering, workers);
        if (!runs.isEmpty()) {
          QUERIES.forEach(query -> row(table, name(engine, workers), query, runs));
        }
      }
    }
    return table.build();
  }

  private static void row(Table.Builder table, String name, String query, List<Run> runs) {
    table.row(
        name,
        query.toUpperCase(Locale.ROOT),
        Numbers.seconds(Estimate.of(runs, run -> run.query(query).mean())),
        Numbers.seconds(Estimate.of(runs, run -> run.query(query).sigma())),
        Numbers.seconds(Estimate.of(runs, run -> run.query(query).p99())),
        Numbers.seconds(Estimate.of(runs, run -> run.query(query).max())),
        Numbers.with(Estimate.of(runs, run -> run.query(query).throughput()), 2));
  }

  private Table published(String ordering) {
    Table.Builder table = new Table.Builder("Published by the paper, on another machine", HEADER);
    paper.stream()
        .filter(row -> row.ordering().equals(ordering) && !row.view().equals(CHALLENGER))
        .forEach(
            row ->
                table.row(
                    name(row),
                    row.view().toUpperCase(Locale.ROOT),
                    row.mean(),
                    row.sigma(),
                    row.p99(),
                    row.max(),
                    row.throughput()));
    return table.build();
  }

  private Section challenger() {
    Table.Builder ours =
        new Table.Builder(
            "Measured here", "engine", "ordering", "X [tiles/s]", "R [s]", "p99 [s]", "R_M [s]");
    for (Engine engine : results.engines()) {
      for (String ordering : List.of(Condition.BUFFER, Condition.EVENT_TIME)) {
        for (int workers : results.workers()) {
          List<Run> runs = results.asFastAsCanBe(engine.runner(), ordering, workers);
          if (!runs.isEmpty()) {
            challengerRow(ours, name(engine, workers), ordering, runs);
          }
        }
      }
    }
    return new Section(
        "The challenger's own view",
        List.of(
            "From handing a tile out to its result's arrival, as the challenger reports it at the"
                + " end: all tiles, those of the warm-up too."),
        List.of(),
        List.of(ours.build(), publishedViews()));
  }

  private static void challengerRow(
      Table.Builder table, String name, String ordering, List<Run> runs) {
    table.row(
        name,
        ordering,
        Numbers.with(Estimate.of(runs, run -> run.challenger().throughput()), 2),
        Numbers.seconds(Estimate.of(runs, run -> run.challenger().mean())),
        Numbers.seconds(Estimate.of(runs, run -> run.challenger().p99())),
        Numbers.seconds(Estimate.of(runs, run -> run.challenger().max())));
  }

  private Table publishedViews() {
    Table.Builder table =
        new Table.Builder(
            "Published by the paper, on another machine",
            "engine",
            "ordering",
            "X [tiles/s]",
            "R [s]",
            "p99 [s]",
            "R_M [s]");
    paper.stream()
        .filter(row -> row.view().equals(CHALLENGER))
        .forEach(
            row ->
                table.row(
                    name(row), row.ordering(), row.throughput(), row.mean(), row.p99(), row.max()));
    return table.build();
  }

  /** With n workers of a standalone cluster, as the paper counts them, or in one process. */
  private static String name(Engine engine, int workers) {
    return workers == 0
        ? engine.runner()
        : String.format(Locale.ROOT, "%s, n=%d", engine.runner(), workers);
  }

  private static String name(PaperFigures row) {
    return String.format(Locale.ROOT, "%s, n=%d", row.engine(), row.workers());
  }
}
