package org.meltwatch.measure.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meltwatch.latency.Figures;
import org.meltwatch.latency.Latencies;
import org.meltwatch.measure.results.ChallengerView;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Cost;
import org.meltwatch.measure.results.Load;
import org.meltwatch.measure.results.Moment;
import org.meltwatch.measure.results.Run;
import org.meltwatch.processes.ChallengerProcess;
import org.meltwatch.processes.LoopbackCluster;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;
import org.meltwatch.record.run.RunCost;
import org.meltwatch.record.run.RunSummary;

/** One run of an engine, from the start of its process to its end. */
public final class RunProcess {

  private static final double MICROS = 1e6;

  private final Launch launch;
  private final Settings settings;
  private final Path directory;

  /**
   * @param directory where its log and results go
   */
  public RunProcess(Launch launch, Settings settings, Path directory) {
    this.launch = launch;
    this.settings = settings;
    this.directory = directory;
  }

  /** The run's result files. */
  public Path results() {
    return directory.resolve("results");
  }

  /**
   * Runs and measures.
   *
   * @throws IOException if the run fails, takes too long or leaves no figures behind
   */
  public Run run(Condition condition, int repeat, ChallengerProcess challenger)
      throws IOException, InterruptedException {
    return measured(condition, repeat, challenger, null);
  }

  /**
   * The same, of a run that may read a topic.
   *
   * @param broker where that is; null if the condition asks for none
   */
  public Run run(
      Condition condition, int repeat, ChallengerProcess challenger, @Nullable FedBroker broker)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    try (FedBroker.@Nullable Feeding feeding =
        condition.kafka() && broker != null
            ? broker.feed(directory, challenger.url(), settings.tiles(condition))
            : null) {
      return measured(condition, repeat, challenger, feeding);
    }
  }

  private Run measured(
      Condition condition,
      int repeat,
      ChallengerProcess challenger,
      FedBroker.@Nullable Feeding feeding)
      throws IOException, InterruptedException {
    LoadMeter meter = new LoadMeter();
    double challengerBefore = LoadMeter.ofProcess(challenger.pid());
    Process process = start(condition, source(condition, challenger, feeding));
    CpuCourse course = CpuCourse.of(process);
    await(process);
    long endedUs = System.currentTimeMillis() * 1000;
    double challengerSeconds = LoadMeter.ofProcess(challenger.pid()) - challengerBefore;
    double feedSeconds = feeding == null ? 0 : feeding.awaitEnd();
    double brokerSeconds = feeding == null ? 0 : feeding.brokerSeconds();

    RunRecord record = RunRecord.open(results());
    RunSummary summary = record.summary();
    if (summary == null || summary.challenger() == null) {
      throw new IOException("it has left no run.json with the challenger's report");
    }
    Load load =
        meter.stop(summary.cost().cpuSeconds() + challengerSeconds + feedSeconds + brokerSeconds);
    List<? extends TileRow> results = record.firstAnswers(record.answers().result());
    int cut = (int) Math.floor(results.size() * settings.cut());
    Set<Long> cold =
        results.subList(0, cut).stream().map(TileRow::seqId).collect(Collectors.toSet());
    List<? extends TileRow> warm = without(cold, results);
    return new Run(
        launch.file().runner(),
        condition,
        repeat,
        cut,
        figures(record, cold),
        ChallengerView.of(summary.challenger()),
        cost(
            summary.cost(),
            results,
            course.millisPerTile(results, cut),
            new double[] {challengerSeconds, feedSeconds, brokerSeconds},
            endedUs),
        load,
        Moment.of(results),
        warm.stream().map(TileRow::latencyUs).toList(),
        answered(warm),
        options(summary.options()));
  }

  /** The figures of each query, without the tiles that were among the first to be received. */
  private static Map<String, Figures> figures(RunRecord record, Set<Long> cold) throws IOException {
    Map<String, Figures> queries = new TreeMap<>();
    for (TileAnswer<?> answer : record.answers().ofTiles()) {
      Latencies latencies = new Latencies();
      without(cold, record.firstAnswers(answer))
          .forEach(row -> latencies.record(row.receivedUs(), row.doneUs()));
      queries.put(answer.name(), latencies.figures());
    }
    return queries;
  }

  private static List<? extends TileRow> without(Set<Long> cold, List<? extends TileRow> rows) {
    return rows.stream().filter(row -> !cold.contains(row.seqId())).toList();
  }

  /** By when they were done: a topic may have held them long before. */
  private static double answered(List<? extends TileRow> warm) {
    LongSummaryStatistics done = warm.stream().mapToLong(TileRow::doneUs).summaryStatistics();
    double seconds = (done.getMax() - done.getMin()) / MICROS;
    return warm.size() < 2 || seconds <= 0 ? 0 : (warm.size() - 1) / seconds;
  }

  private List<String> source(
      Condition condition, ChallengerProcess challenger, FedBroker.@Nullable Feeding feeding) {
    if (feeding != null) {
      return feeding.options();
    }
    List<String> options = new ArrayList<>(List.of("--challenger=" + challenger.url()));
    if (settings.tiles(condition) > 0) {
      options.add("--maxBatches=" + settings.tiles(condition));
    }
    return options;
  }

  private Process start(Condition condition, List<String> source) throws IOException {
    List<String> arguments = new ArrayList<>(settings.run());
    arguments.addAll(source);
    arguments.add("--output=" + results());
    arguments.add("--dashboard=off");
    arguments.add("--ordering=" + condition.ordering());
    arguments.add("--benchName=" + directory.getFileName());
    LoopbackCluster cluster = launch.file().cluster();
    if (cluster != null && condition.workers() > 0) {
      arguments.addAll(cluster.options(condition.workers()));
    }
    return new ProcessBuilder(launch.command(condition.cores(), arguments))
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private void await(Process process) throws IOException, InterruptedException {
    try {
      if (!process.waitFor(settings.timeoutSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(
            String.format(Locale.ROOT, "it took more than %d s", settings.timeoutSeconds()));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT, "it ended with code %d:%n%s", process.exitValue(), Launches.end(log())));
    }
  }

  private Path log() {
    return directory.resolve("log.txt");
  }

  private static Cost cost(
      RunCost cost,
      List<? extends TileRow> results,
      double warmCpu,
      double[] others,
      long endedUs) {
    int tiles = Math.max(1, results.size());
    long started = cost.startedUs();
    long firstIn = results.stream().mapToLong(TileRow::receivedUs).min().orElse(started);
    long firstOut = results.stream().mapToLong(TileRow::doneUs).min().orElse(started);
    long lastOut = results.stream().mapToLong(TileRow::doneUs).max().orElse(started);
    return new Cost(
        cost.cpuSeconds() * 1000 / tiles,
        warmCpu,
        others[0] * 1000 / tiles,
        others[1] * 1000 / tiles,
        others[2] * 1000 / tiles,
        cost.collectionSeconds(),
        cost.collections(),
        cost.peakHeapBytes(),
        cost.peakResidentBytes(),
        (firstIn - started) / MICROS,
        (firstOut - started) / MICROS,
        (endedUs - lastOut) / MICROS);
  }

  /** Without what says where this run's files are. */
  private static Map<String, String> options(Map<String, String> all) {
    Map<String, String> options = new TreeMap<>(all);
    options
        .keySet()
        .removeAll(List.of("output", "challenger", "benchName", "maxBatches", "brokers", "topic"));
    return options;
  }
}
