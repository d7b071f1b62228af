package org.meltwatch.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.measure.results.Condition;
import org.meltwatch.measure.results.Estimate;
import org.meltwatch.measure.results.Machine;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.results.Run;
import org.meltwatch.measure.run.ChallengerConditions;
import org.meltwatch.measure.run.ClusterProcess;
import org.meltwatch.measure.run.FedBroker;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.measure.run.RunProcess;
import org.meltwatch.measure.run.SameResults;
import org.meltwatch.measure.run.Settings;
import org.meltwatch.processes.ChallengerProcess;

/**
 * Makes all runs: a warm-up of every runner, then repeats in alternation, so that whatever changes
 * on the machine meanwhile changes for all. A run that fails is a problem to be reported, and no
 * end of the measurement.
 */
final class Experiment {

  private final Settings settings;
  private final List<Launch> launches;
  private final Path directory;
  private final PrintStream progress;
  private final List<Run> runs = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<Path, Integer> results = new LinkedHashMap<>();
  private @Nullable FedBroker broker;

  Experiment(Settings settings, List<Launch> launches, Path directory, PrintStream progress) {
    this.settings = settings;
    this.launches = List.copyOf(launches);
    this.directory = directory;
    this.progress = progress;
  }

  /** Makes all runs and compares their result files. */
  Results run(Machine machine, List<String> command) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(settings.challenger());
    options.add("--port=0");
    boolean kafka = settings.sets().contains(Settings.KAFKA);
    try (ChallengerProcess challenger = ChallengerProcess.start(options);
        @Nullable FedBroker started =
            kafka ? FedBroker.start(directory.resolve("kafka").resolve("broker")) : null) {
      broker = started;
      runAll(machine.cores(), challenger);
    }
    return new Results(
        machine,
        command,
        settings.challenger(),
        launches.stream().map(Launch::engine).toList(),
        runs,
        problems,
        SameResults.differences(results),
        results.size());
  }

  private void runAll(int cores, ChallengerProcess challenger) throws InterruptedException {
    fullSpeed(cores, challenger);
    if (settings.sets().contains(Settings.WORKERS)) {
      clusters(challenger);
    }
    if (settings.sets().contains(Settings.PACED)) {
      paced(challenger);
    }
    if (settings.sets().contains(Settings.NETWORK)) {
      network(0, challenger);
      network(settings.resultDelay(), challenger);
    }
    if (settings.sets().contains(Settings.KAFKA)) {
      atRate(challenger);
    }
  }

  private void fullSpeed(int cores, ChallengerProcess challenger) throws InterruptedException {
    for (Launch launch : launches) {
      run(launch, Condition.warmUp(), 0, challenger);
    }
    for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
      for (Launch launch : rotated(repeat)) {
        for (Condition condition : conditions(launch, cores, repeat)) {
          run(launch, condition, repeat, challenger);
        }
      }
    }
  }

  /** No runner is always the one that follows a certain other one. */
  private List<Launch> rotated(int repeat) {
    List<Launch> rotated = new ArrayList<>(launches);
    Collections.rotate(rotated, repeat - 1);
    return rotated;
  }

  private List<Condition> conditions(Launch launch, int cores, int repeat) {
    List<Condition> conditions = new ArrayList<>();
    conditions.add(Condition.fullSpeed(Condition.BUFFER));
    if (settings.sets().contains(Settings.EVENT_TIME) && launch.file().eventTimeTimers()) {
      conditions.add(Condition.fullSpeed(Condition.EVENT_TIME));
    }
    if (settings.sets().contains(Settings.KAFKA)) {
      conditions.add(Condition.byKafka(0));
    }
    if (repeat == 1 && settings.sets().contains(Settings.SCALING)) {
      for (int fewer = 1; fewer < cores; fewer *= 2) {
        conditions.add(Condition.onCores(fewer));
      }
    }
    return conditions;
  }

  private void clusters(ChallengerProcess challenger) throws InterruptedException {
    for (int workers : settings.workers()) {
      for (Launch launch : launches) {
        if (launch.file().cluster() != null) {
          cluster(launch, workers, challenger);
        }
      }
    }
  }

  /** One cluster for all its runs: its processes are warm after the first, which does not count. */
  private void cluster(Launch launch, int workers, ChallengerProcess challenger)
      throws InterruptedException {
    String name = String.format(Locale.ROOT, "%s-workers-%d", launch.file().runner(), workers);
    try (ClusterProcess cluster =
        ClusterProcess.start(launch, workers, directory.resolve("clusters").resolve(name))) {
      progress.printf("%-28s started, logs in %s%n", name, cluster.directory());
      Condition condition = Condition.onWorkers(workers, Condition.BUFFER);
      run(launch, condition.asWarmUp(), 0, challenger);
      run(launch, condition, 1, challenger);
      if (settings.sets().contains(Settings.EVENT_TIME) && launch.file().eventTimeTimers()) {
        run(launch, Condition.onWorkers(workers, Condition.EVENT_TIME), 1, challenger);
      }
      if (settings.sets().contains(Settings.KAFKA)) {
        run(launch, Condition.byKafka(workers), 1, challenger);
      }
    } catch (IOException e) {
      problems.add("%s failed: %s".formatted(name, e.getMessage()));
      progress.printf("%-28s failed: %s%n", name, e.getMessage());
    }
  }

  private void paced(ChallengerProcess challenger) throws InterruptedException {
    for (double share : settings.shares()) {
      for (Launch launch : launches) {
        double most = maximum(launch);
        if (most > 0) {
          run(launch, Condition.paced(share, share * most), 1, challenger);
        }
      }
    }
  }

  /** A topic and the challenger in turns. */
  private void atRate(ChallengerProcess challenger) throws InterruptedException {
    for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
      for (Launch launch : rotated(repeat)) {
        run(launch, Condition.atRate(settings.kafkaRate(), false), repeat, challenger);
        run(launch, Condition.atRate(settings.kafkaRate(), true), repeat, challenger);
      }
    }
  }

  private void network(double resultDelay, ChallengerProcess challenger)
      throws InterruptedException {
    Condition condition = Condition.network(settings.delay(), settings.delaySpread(), resultDelay);
    for (Launch launch : launches) {
      run(launch, condition, 1, challenger);
    }
  }

  /** A runner's X at full speed; 0 if it never ran. */
  private double maximum(Launch launch) {
    List<Run> full =
        runs.stream()
            .filter(run -> run.runner().equals(launch.file().runner()))
            .filter(run -> run.condition().equals(Condition.fullSpeed(Condition.BUFFER)))
            .toList();
    return full.isEmpty() ? 0 : Estimate.of(full, run -> run.q3().throughput()).median();
  }

  private void run(Launch launch, Condition condition, int repeat, ChallengerProcess challenger)
      throws InterruptedException {
    String runner = launch.file().runner();
    String name = "%s-%s%s".formatted(runner, condition.label(), repeat == 0 ? "" : "-" + repeat);
    RunProcess process = new RunProcess(launch, settings, directory.resolve("runs").resolve(name));
    try {
      new ChallengerConditions(challenger).set(condition);
      Run run = process.run(condition, repeat, challenger, broker);
      runs.add(run);
      results.put(process.results(), settings.tiles(condition));
      progress.printf(
          Locale.ROOT,
          "%-28s R %8.3f s  p99 %8.3f s  X %8.2f tiles/s  others %.2f cores%n",
          name,
          run.q3().mean(),
          run.q3().p99(),
          run.q3().throughput(),
          run.load().othersCores());
    } catch (IOException e) {
      problems.add("%s failed: %s".formatted(name, e.getMessage()));
      progress.printf("%-28s failed: %s%n", name, e.getMessage());
    }
  }
}
