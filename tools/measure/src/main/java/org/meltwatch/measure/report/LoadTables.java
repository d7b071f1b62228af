package org.meltwatch.measure.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.meltwatch.latency.Figures;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Estimate;
import org.meltwatch.measure.results.Numbers;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;

/** Runs at less than full speed, on fewer cores, and with a network. */
final class LoadTables {

  private final Results results;

  LoadTables(Results results) {
    this.results = results;
  }

  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    if (has(Condition.Set.PACED)) {
      sections.add(paced());
    }
    if (has(Condition.Set.SCALING)) {
      sections.add(scaling());
    }
    if (has(Condition.Set.NETWORK)) {
      sections.add(network());
    }
    return sections;
  }

  private boolean has(Condition.Set set) {
    return results.measured().anyMatch(run -> run.condition().set() == set);
  }

  private Section paced() {
    Table.Builder table =
        new Table.Builder(
            "Query 3, --ordering=buffer, one run each; seconds",
            "engine",
            "share",
            "tiles/s handed out",
            "R",
            "sigma",
            "p50",
            "p99",
            "R_M");
    for (Engine engine : results.engines()) {
      for (Run run : results.runs(engine.runner(), c -> c.set() == Condition.Set.PACED)) {
        row(table, engine, Numbers.fixed(run.condition().share() * 100, 0) + " %", run);
      }
      for (Run run : typical(engine)) {
        row(table, engine, "full speed", run);
      }
    }
    return new Section(
        "Paced runs: service time and queueing",
        List.of(
            "The challenger hands tiles out evenly, at a share of what the engine itself has kept"
                + " up at full speed (the median X). At the"
                + " smallest share hardly a tile waits for another: what remains is service time,"
                + " and for Query 2 and 3 the wait for the engine's own bundles and batches. What a"
                + " larger share adds is queueing. "
                + tilesOfPacedRuns()),
        List.of("paced.png"),
        List.of(table.build()));
  }

  /** They may have been handed fewer than others. */
  private String tilesOfPacedRuns() {
    String tiles =
        results
            .measured()
            .filter(run -> run.condition().set() == Condition.Set.PACED)
            .map(run -> Long.toString(run.cut() + run.q3().count()))
            .distinct()
            .collect(Collectors.joining(" or "));
    return "These runs had the first %s tiles of the print, those of the warm-up among them."
        .formatted(tiles);
  }

  private static void row(Table.Builder table, Engine engine, String share, Run run) {
    Figures figures = run.q3();
    table.row(
        engine.runner(),
        share,
        run.condition().rate() == 0 ? "as asked for" : Numbers.fixed(run.condition().rate(), 2),
        Numbers.seconds(figures.mean()),
        Numbers.seconds(figures.sigma()),
        Numbers.seconds(figures.p50()),
        Numbers.seconds(figures.p99()),
        Numbers.seconds(figures.max()));
  }

  /** The typical run at full speed; none if there is none. */
  private List<Run> typical(Engine engine) {
    List<Run> runs = results.fullSpeed(engine.runner(), Condition.BUFFER);
    return runs.isEmpty() ? List.of() : List.of(Estimate.typical(runs, run -> run.q3().mean()));
  }

  private Section scaling() {
    Table.Builder table =
        new Table.Builder("Query 3, --ordering=buffer", "engine", "cores", "X [tiles/s]", "R [s]");
    for (Engine engine : results.engines()) {
      for (int cores : cores(engine)) {
        List<Run> runs = onCores(engine, cores);
        table.row(
            engine.runner(),
            Integer.toString(cores),
            Numbers.with(Estimate.of(runs, run -> run.q3().throughput()), 2),
            Numbers.seconds(Estimate.of(runs, run -> run.q3().mean())));
      }
    }
    return new Section(
        "Scaling with cores",
        List.of(
            "The engine's process alone is bound to some cores (taskset), and sees no others; the"
                + " challenger may use all, and on a small machine competes for them."),
        List.of("scaling.png"),
        List.of(table.build()));
  }

  /** The numbers of cores that an engine was run on, rising. */
  List<Integer> cores(Engine engine) {
    return results
        .runs(engine.runner(), c -> c.set() == Condition.Set.SCALING || isFull(c))
        .stream()
        .map(run -> coresOf(run.condition()))
        .distinct()
        .sorted()
        .toList();
  }

  /** The runs of an engine on so many cores. */
  List<Run> onCores(Engine engine, int cores) {
    return results.runs(
        engine.runner(),
        c -> (c.set() == Condition.Set.SCALING || isFull(c)) && coresOf(c) == cores);
  }

  private int coresOf(Condition condition) {
    return condition.cores() == 0 ? results.machine().cores() : condition.cores();
  }

  private static boolean isFull(Condition condition) {
    return condition.equals(Condition.fullSpeed(Condition.BUFFER));
  }

  private Section network() {
    Table.Builder table =
        new Table.Builder(
            "Query 3 and the challenger's own view, --ordering=buffer; seconds",
            "engine",
            "network",
            "R",
            "p99",
            "R_M",
            "X [tiles/s]",
            "challenger's R",
            "p99",
            "R_M",
            "X [tiles/s]");
    for (Engine engine : results.engines()) {
      for (Run run : typical(engine)) {
        networkRow(table, engine, "none", run);
      }
      for (Run run : results.runs(engine.runner(), c -> c.set() == Condition.Set.NETWORK)) {
        networkRow(table, engine, name(run.condition()), run);
      }
    }
    return new Section(
        "The paper's network",
        List.of(
            "The challenger holds up each tile after handing it out, and each result before it"
                + " counts as arrived, by a delay drawn from a normal distribution; the client's fixed"
                + " delay is added to results. One run each; without a network, the typical repeat"
                + " at full speed. The queries' own figures run from a tile's receipt to its result"
                + " and cannot see the network but through the pace; the challenger's own view has it."),
        List.of("network.png"),
        List.of(table.build()));
  }

  private static void networkRow(Table.Builder table, Engine engine, String network, Run run) {
    table.row(
        engine.runner(),
        network,
        Numbers.seconds(run.q3().mean()),
        Numbers.seconds(run.q3().p99()),
        Numbers.seconds(run.q3().max()),
        Numbers.fixed(run.q3().throughput(), 2),
        Numbers.seconds(run.challenger().mean()),
        Numbers.seconds(run.challenger().p99()),
        Numbers.seconds(run.challenger().max()),
        Numbers.fixed(run.challenger().throughput(), 2));
  }

  /** A network in words. */
  static String name(Condition condition) {
    String network =
        "%s ± %s ms"
            .formatted(
                Numbers.fixed(condition.delay(), 0), Numbers.fixed(condition.delaySpread(), 0));
    return condition.resultDelay() == 0
        ? network
        : network + ", client " + Numbers.fixed(condition.resultDelay(), 0) + " ms";
  }
}
