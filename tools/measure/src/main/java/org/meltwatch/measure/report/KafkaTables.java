package org.meltwatch.measure.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Estimate;
import org.meltwatch.measure.results.Numbers;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;

/** Runs that read a topic, beside those that read the challenger themselves. */
final class KafkaTables {

  private static final List<String> QUERIES = List.of("q1", "q2", "q3");
  private static final String PAPERS_ENGINE = "spark";

  private final Results results;
  private final List<PaperFigures> paper;

  KafkaTables(Results results) throws IOException {
    this.results = results;
    this.paper = PaperFigures.all();
  }

  /** One section; none if nothing was read from a topic. */
  List<Section> sections() {
    if (results.measured().noneMatch(run -> run.condition().kafka())) {
      return List.of();
    }
    return List.of(
        new Section(
            "By way of Kafka",
            List.of(
                "A feed reads the challenger and writes a topic of one broker, and the run reads"
                    + " the topic; feed, broker, challenger and run share the machine. At full"
                    + " speed the feed is ahead of the run, so that there throughput and processor"
                    + " time count, and latency does not. Tiles a second are those that had their"
                    + " result, from the first after the warm-up to the last. The run's processor"
                    + " time is that after the warm-up; that of feed, broker and challenger is of"
                    + " the whole run, and of the feed its start, too. With n workers the run's"
                    + " processor time is its own process's alone.",
                "At a fixed rate R and p99 are of Query 3, from a tile's receipt, by the feed where"
                    + " there is one, to its result at the challenger. The challenger's own view is"
                    + " from handing it out, with the tiles of the warm-up."),
            List.of(),
            List.of(fullSpeed(), atRate(), queries())));
  }

  private Table fullSpeed() {
    Table.Builder table =
        new Table.Builder(
            "Full speed, --ordering=buffer",
            "engine",
            "read from",
            "X [tiles/s]",
            "run's CPU [ms/tile]",
            "times direct reading",
            "feed's",
            "broker's",
            "challenger's");
    for (Engine engine : results.engines()) {
      for (int workers : results.workers()) {
        List<Run> direct = results.asFastAsCanBe(engine.runner(), Condition.BUFFER, workers);
        List<Run> topic = results.runs(engine.runner(), c -> c.equals(Condition.byKafka(workers)));
        if (!direct.isEmpty() && !topic.isEmpty()) {
          table.row(row(name(engine, workers), "challenger", direct, ""));
          table.row(row(name(engine, workers), "topic", topic, ratio(direct, topic)));
        }
      }
    }
    return table.build();
  }

  private static String[] row(String engine, String source, List<Run> runs, String ratio) {
    return new String[] {
      engine,
      source,
      figure(runs, Run::answered, 1),
      figure(runs, KafkaTables::cpu, 2),
      ratio,
      figure(runs, run -> run.cost().feedCpuMillisPerTile(), 2),
      figure(runs, run -> run.cost().brokerCpuMillisPerTile(), 2),
      figure(runs, run -> run.cost().challengerCpuMillisPerTile(), 2)
    };
  }

  /** After the warm-up, as far as the run was long enough to tell. */
  private static double cpu(Run run) {
    double warm = run.cost().warmCpuMillisPerTile();
    return warm < 0 ? run.cost().cpuMillisPerTile() : warm;
  }

  private static String ratio(List<Run> direct, List<Run> topic) {
    return Numbers.fixed(
        Estimate.of(topic, KafkaTables::cpu).median()
            / Estimate.of(direct, KafkaTables::cpu).median(),
        2);
  }

  private Table atRate() {
    Table.Builder table =
        new Table.Builder(
            "At a fixed rate; milliseconds",
            "engine",
            "read from",
            "tiles/s handed out",
            "R",
            "p50",
            "p99",
            "R_M",
            "challenger's R",
            "p99");
    for (Engine engine : results.engines()) {
      for (boolean kafka : new boolean[] {false, true}) {
        List<Run> runs =
            results.runs(
                engine.runner(),
                c -> c.set() == Condition.Set.KAFKA && c.rate() > 0 && c.kafka() == kafka);
        if (!runs.isEmpty()) {
          table.row(latency(engine, kafka ? "topic" : "challenger", runs));
        }
      }
    }
    return table.build();
  }

  private static String[] latency(Engine engine, String source, List<Run> runs) {
    List<String> row = new ArrayList<>(List.of(engine.runner(), source));
    row.add(Numbers.fixed(runs.get(0).condition().rate(), 0));
    row.add(millis(runs, run -> run.q3().mean()));
    row.add(millis(runs, run -> run.q3().p50()));
    row.add(millis(runs, run -> run.q3().p99()));
    row.add(millis(runs, run -> run.q3().max()));
    row.add(millis(runs, run -> run.challenger().mean()));
    row.add(millis(runs, run -> run.challenger().p99()));
    return row.toArray(String[]::new);
  }

  /** In the form of the paper's table of Spark, and with it. */
  private Table queries() {
    Table.Builder table =
        new Table.Builder(
            "Read from a topic at full speed; seconds, the time in the topic among them",
            "engine",
            "query",
            "R",
            "sigma",
            "p99",
            "R_M",
            "X [tiles/s]");
    for (Engine engine : results.engines()) {
      for (int workers : results.workers()) {
        List<Run> runs = results.runs(engine.runner(), c -> c.equals(Condition.byKafka(workers)));
        for (String query : runs.isEmpty() ? List.<String>of() : QUERIES) {
          table.row(
              name(engine, workers),
              query.toUpperCase(Locale.ROOT),
              figure(runs, run -> run.query(query).mean(), 3),
              figure(runs, run -> run.query(query).sigma(), 3),
              figure(runs, run -> run.query(query).p99(), 3),
              figure(runs, run -> run.query(query).max(), 3),
              figure(runs, Run::answered, 1));
        }
      }
    }
    paper.stream()
        .filter(row -> row.engine().equals(PAPERS_ENGINE) && QUERIES.contains(row.view()))
        .forEach(
            row ->
                table.row(
                    String.format(Locale.ROOT, "the paper's spark, n=%d", row.workers()),
                    row.view().toUpperCase(Locale.ROOT),
                    row.mean(),
                    row.sigma(),
                    row.p99(),
                    row.max(),
                    row.throughput()));
    return table.build();
  }

  private static String millis(List<Run> runs, ToDoubleFunction<Run> seconds) {
    return figure(runs, run -> seconds.applyAsDouble(run) * 1000, 1);
  }

  private static String figure(List<Run> runs, ToDoubleFunction<Run> figure, int decimals) {
    return Numbers.with(Estimate.of(runs, figure), decimals);
  }

  private static String name(Engine engine, int workers) {
    return workers == 0
        ? engine.runner()
        : String.format(Locale.ROOT, "%s, n=%d", engine.runner(), workers);
  }
}
