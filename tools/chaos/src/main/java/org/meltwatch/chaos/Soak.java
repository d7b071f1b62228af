package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meltwatch.chaos.Disturbance.Kill;
import org.meltwatch.chaos.Disturbance.Target;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.measure.run.Launches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets an engine run for hours, with faults and kills; {@code --help} says how. */
@Command(
    name = "soak",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Lets an engine run for hours at a steady rate while the challenger misbehaves and workers"
          + " are killed. Accounts for every tile, draws memory, threads, files and response times,"
          + " and says whether they grow.",
      ""
    },
    footer = {"", "Exit codes: 0 all accounted for and nothing grows; 1 not so; 2 wrong options."})
public final class Soak implements Callable<Integer> {

  private static final int WORKERS = 2;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final String FAULTS =
      "error:0.01,reset:0.005,half:0.005,type:0.02,stall:0.001:1,drop:0.005,repeat:0.005"
          + ",corrupt:0.002,truncate:0.002";

  @Option(
      names = "--runners",
      split = ",",
      defaultValue = "flink,spark",
      description = "The runners (default ${DEFAULT-VALUE}).")
  private List<String> runners = new ArrayList<>();

  @Option(
      names = "--minutes",
      defaultValue = "120",
      description = "How long each runs (default ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Tiles of 64 x 64 points a second (default ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--killEvery",
      defaultValue = "10",
      description = "Minutes between two kills of a worker; 0 for none (default ${DEFAULT-VALUE}).")
  private int killEvery;

  @Option(
      names = "--seed",
      defaultValue = "2025",
      description = "What faults are drawn from (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--output", description = "Directory for it all (default: soak/<date>).")
  private @Nullable Path output;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private Soak() {}

  /** Runs and exits. */
  public static void main(String[] arguments) {
    Chaos.exit(Chaos.run(new Soak(), "soak", arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require("minutes", minutes, 1);
    require("rate", rate, 1);
    require("killEvery", killEvery, 0);
    Path directory = Chaos.newDirectory(output, "soak");
    List<Launch> launches =
        new Launches(Path.of("").toAbsolutePath(), directory.resolve("launch")).resolve(runners);
    List<Outcome> outcomes = new ArrayList<>();
    for (Launch launch : launches) {
      new Series(launch, seed, directory, Series.TIME_LIMIT, System.err)
          .lasting(minutes * SECONDS_PER_MINUTE, rate)
          .run(List.of(soak(launch)), outcomes);
    }
    System.out.print(OutcomeTable.markdown(outcomes));
    System.out.printf("seed %d; plots and tables: %s%n", seed, directory);
    return outcomes.stream().anyMatch(Outcome::failed) ? 1 : 0;
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s (%d) must be at least %d", name, value, least));
    }
  }

  private ChaosCase soak(Launch launch) {
    String runner = launch.file().runner();
    ChaosCase soak = ChaosCase.of(runner, "soak").withFaults(FAULTS);
    if (launch.file().cluster() == null) {
      return soak.disturbed(rate);
    }
    ChaosCase onCluster = soak.onCluster(WORKERS).disturbed(rate, kills(runner));
    return runner.equals("flink")
        ? onCluster.with("--checkpointingInterval=1000", "--parallelism=2")
        : onCluster;
  }

  /** The last one leaves the run time to show that it goes on. */
  private Disturbance[] kills(String runner) {
    Target target = runner.equals("spark") ? Target.EXECUTOR : Target.WORKER;
    List<Disturbance> kills = new ArrayList<>();
    for (int minute = killEvery; killEvery > 0 && minute < minutes; minute += killEvery) {
      kills.add(new Kill((double) minute / minutes, target, target == Target.WORKER));
    }
    return kills.toArray(Disturbance[]::new);
  }
}
