package org.meltwatch.measure.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.meltwatch.measure.results.Answer;
import org.meltwatch.measure.results.ChallengerView;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Cost;
import org.meltwatch.measure.results.Figures;
import org.meltwatch.measure.results.Json;
import org.meltwatch.measure.results.Load;
import org.meltwatch.measure.results.Moment;
import org.meltwatch.measure.results.Run;
import org.meltwatch.processes.ChallengerProcess;
import org.meltwatch.processes.LoopbackCluster;

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
    Files.createDirectories(directory);
    LoadMeter meter = new LoadMeter();
    double challengerBefore = LoadMeter.ofProcess(challenger.pid());
    Process process = start(condition, challenger.url());
    CpuCourse course = CpuCourse.of(process);
    await(process);
    long endedUs = System.currentTimeMillis() * 1000;
    double challengerSeconds = LoadMeter.ofProcess(challenger.pid()) - challengerBefore;

    JsonNode json = Json.MAPPER.readTree(results().resolve("run.json").toFile());
    JsonNode cost = Json.required(json, "cost");
    Load load = meter.stop(cost.path("cpu_seconds").doubleValue() + challengerSeconds);
    List<Answer> q3 = Answers.read(results(), "q3");
    int cut = (int) Math.floor(q3.size() * settings.cut());
    Map<String, Figures> queries = new TreeMap<>();
    for (String query : List.of("q1", "q2", "q3")) {
      queries.put(query, Figures.of(afterWarmUp(Answers.read(results(), query), q3, cut)));
    }
    return new Run(
        launch.file().runner(),
        condition,
        repeat,
        cut,
        queries,
        ChallengerView.of(Json.required(json, "challenger")),
        cost(cost, q3, course.millisPerTile(q3, cut), challengerSeconds, endedUs),
        load,
        Moment.of(q3),
        afterWarmUp(q3, q3, cut).stream().map(Answer::micros).toList(),
        options(Json.required(json, "options")));
  }

  /** Without the tiles that are among the first to be received. */
  private static List<Answer> afterWarmUp(List<Answer> answers, List<Answer> order, int cut) {
    List<Long> first = order.subList(0, cut).stream().map(Answer::seqId).toList();
    Set<Long> cold = Set.copyOf(first);
    return answers.stream().filter(answer -> !cold.contains(answer.seqId())).toList();
  }

  private Process start(Condition condition, String challenger) throws IOException {
    List<String> arguments = new ArrayList<>(settings.run());
    arguments.add("--challenger=" + challenger);
    arguments.add("--output=" + results());
    arguments.add("--ordering=" + condition.ordering());
    arguments.add("--benchName=" + directory.getFileName());
    if (settings.tiles(condition) > 0) {
      arguments.add("--maxBatches=" + settings.tiles(condition));
    }
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
        throw new IOException("it took more than %d s".formatted(settings.timeoutSeconds()));
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "it ended with code %d:%n%s".formatted(process.exitValue(), Launches.end(log())));
    }
  }

  private Path log() {
    return directory.resolve("log.txt");
  }

  private static Cost cost(
      JsonNode cost, List<Answer> q3, double warmCpu, double challenger, long endedUs)
      throws IOException {
    long started = Json.required(cost, "started_us").longValue();
    int tiles = Math.max(1, q3.size());
    long firstIn = q3.stream().mapToLong(Answer::receivedUs).min().orElse(started);
    long firstOut = q3.stream().mapToLong(Answer::doneUs).min().orElse(started);
    long lastOut = q3.stream().mapToLong(Answer::doneUs).max().orElse(started);
    return new Cost(
        Json.required(cost, "cpu_seconds").doubleValue() * 1000 / tiles,
        warmCpu,
        challenger * 1000 / tiles,
        Json.required(cost, "collection_seconds").doubleValue(),
        Json.required(cost, "collections").longValue(),
        Json.required(cost, "peak_heap_bytes").longValue(),
        Json.required(cost, "peak_resident_bytes").longValue(),
        (firstIn - started) / MICROS,
        (firstOut - started) / MICROS,
        (endedUs - lastOut) / MICROS);
  }

  /** Without what says where this run's files are. */
  private static Map<String, String> options(JsonNode json) {
    Map<String, String> options = new TreeMap<>();
    json.properties().forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
    options.keySet().removeAll(List.of("output", "challenger", "benchName", "maxBatches"));
    return options;
  }
}
