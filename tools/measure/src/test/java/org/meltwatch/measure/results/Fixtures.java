package org.meltwatch.measure.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meltwatch.latency.Figures;
import org.meltwatch.latency.Latencies;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.TileRow;

/** Measurements with known figures. */
public final class Fixtures {

  public static final Machine MACHINE =
      new Machine("2026-01-02T03:04:05Z", "abc+", "A Processor", 4, 1L << 33, "Linux", "JVM 17");

  private Fixtures() {}

  /** The result of a tile in which nothing was found. */
  public static TileRow result(long seqId, long receivedUs, long doneUs) {
    TileHeader tile = new TileHeader(seqId, new TileKey("SYN", 0), (int) seqId, receivedUs);
    return ClustersAnswer.row(new TileResult(tile, 0, List.of()), doneUs);
  }

  /** A run whose tile i is received at i s and answered millis later, for each millis. */
  static Run run(String runner, Condition condition, int repeat, double others, long... millis) {
    List<TileRow> answers = new ArrayList<>();
    Latencies latencies = new Latencies();
    for (int i = 0; i < millis.length; i++) {
      long received = i * 1_000_000L;
      answers.add(result(i, received, received + millis[i] * 1000));
      latencies.record(received, received + millis[i] * 1000);
    }
    Figures figures = latencies.figures();
    return new Run(
        runner,
        condition,
        repeat,
        2,
        Map.of("q1", figures, "q2", figures, "q3", figures),
        new ChallengerView(10, 0.5, 0.75, 1),
        new Cost(12.5, 5.5, 3, 0, 0, 0.25, 4, 100L << 20, 200L << 20, 1.5, 2.5, 0.5),
        new Load(1, others),
        Moment.of(answers),
        answers.stream().map(TileRow::latencyUs).toList(),
        4,
        Map.of("lanes", "4"));
  }

  /** A quiet measurement of two engines, one of them without event-time timers. */
  public static Results results() {
    return results(List.of(), List.of(), 0.1);
  }

  public static Results results(List<String> problems, List<String> differences, double others) {
    Condition buffer = Condition.fullSpeed(Condition.BUFFER);
    List<Run> runs = new ArrayList<>();
    for (String runner : List.of("one", "two")) {
      runs.add(run(runner, Condition.warmUp(), 0, 4, 9000));
      runs.add(run(runner, buffer, 1, others, 100, 300));
      runs.add(run(runner, buffer, 2, others, 110, 310));
      runs.add(run(runner, buffer, 3, others, 120, 320));
      runs.add(run(runner, Condition.onCores(2), 1, others, 200, 400));
      runs.add(run(runner, Condition.paced(0.25, 1.5), 1, others, 10, 20));
      runs.add(run(runner, Condition.network(10, 2, 100), 1, others, 50, 60));
    }
    runs.add(run("one", Condition.fullSpeed(Condition.EVENT_TIME), 1, others, 500, 700));
    runs.add(run("two", Condition.onWorkers(2, Condition.BUFFER), 1, others, 600, 800));
    return new Results(
        MACHINE,
        List.of("--layers=2"),
        List.of("--layers=2"),
        List.of(engine("one", true), engine("two", false)),
        runs,
        problems,
        differences,
        runs.size());
  }

  /** Of one engine that reads a topic, and the challenger beside it. */
  public static Results byKafka() {
    List<Run> runs =
        List.of(
            run("one", Condition.fullSpeed(Condition.BUFFER), 1, 0.1, 100, 300),
            run("one", Condition.byKafka(0), 1, 0.1, 200, 400),
            run("one", Condition.atRate(40, false), 1, 0.1, 10, 20),
            run("one", Condition.atRate(40, true), 1, 0.1, 15, 25));
    return new Results(
        MACHINE,
        List.of("--layers=2"),
        List.of("--layers=2"),
        List.of(engine("one", true)),
        runs,
        List.of(),
        List.of(),
        runs.size());
  }

  private static Engine engine(String runner, boolean timers) {
    return new Engine(
        runner, "Engine " + runner, timers, List.of("--maxBundleSize=4"), List.of("-Xmx1g"));
  }
}
