package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.meltwatch.measure.report.ScalingFiles;
import org.meltwatch.measure.results.Axis;
import org.meltwatch.measure.results.Run;
import org.meltwatch.measure.results.ScalingPoint;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.measure.run.Launches;
import org.meltwatch.measure.run.RunProcess;
import org.meltwatch.measure.run.Settings;
import org.meltwatch.processes.ChallengerProcess;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how throughput and cost change with cores, lanes and tiles; {@code --help} says how. */
@Command(
    name = "scaling",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Runs engines along several axes and draws throughput and cost.", ""},
    footer = {"", "Exit codes: 0 measured; 1 a run failed; 2 wrong options."})
public final class Scaling implements Callable<Integer> {

  @Option(
      names = "--runners",
      split = ",",
      defaultValue = "reference",
      description = "The runners.")
  private List<String> runners = new ArrayList<>();

  @Option(
      names = "--axes",
      split = ",",
      defaultValue = "cores,lanes,tile-size,tile-keys,outliers",
      description = "What is changed, one after the other (default: ${DEFAULT-VALUE}).")
  private List<String> axes = new ArrayList<>();

  @Option(
      names = "--layers",
      defaultValue = "60",
      description = "Layers of a print of 4x4 tiles of 500 points; others have as many points.")
  private int layers;

  @Option(
      names = "--repeats",
      defaultValue = "3",
      description = "Runs of each runner at each value, in turns; medians count (default: 3).")
  private int repeats;

  @Option(names = "--timeout", defaultValue = "900", description = "Seconds a run may take.")
  private long timeout;

  @Option(
      names = "--output",
      required = true,
      description = "New directory for the runs and the plots.")
  private Path output = Path.of("");

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private Scaling() {}

  /** Measures, draws and exits. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Scaling());
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println("scaling: " + e.getMessage());
          return e instanceof IllegalArgumentException ? 2 : 1;
        });
    int code =
        command.execute(
            Arrays.stream(arguments)
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new));
    if (code != 0) {
      // Not by an exception: whoever runs this, such as Maven, would print its stack trace.
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Axis> chosen = axes.stream().map(Axis::named).toList();
    if (repeats < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "repeats (%d) must be at least 1", repeats));
    }
    if (Files.exists(output)) {
      throw new IllegalArgumentException("output (%s) must be new".formatted(output));
    }
    Files.createDirectories(output);
    Launches launches = new Launches(Path.of("").toAbsolutePath(), output.resolve("launch"));
    List<Launch> ready = launches.resolve(runners);
    ScalingFiles files = new ScalingFiles(output);
    for (Axis axis : chosen) {
      files.write(axis, measure(axis, ready));
    }
    System.out.println("Plots and tables: " + output.toAbsolutePath());
    return 0;
  }

  private List<ScalingPoint> measure(Axis axis, List<Launch> launches)
      throws IOException, InterruptedException {
    List<ScalingPoint> points = new ArrayList<>();
    for (int value : axis.steps()) {
      if (axis == Axis.CORES && value > Runtime.getRuntime().availableProcessors()) {
        continue;
      }
      List<String> print = axis.print(value, layers);
      List<String> options = new ArrayList<>(print);
      options.add("--port=0");
      try (ChallengerProcess challenger = ChallengerProcess.start(options)) {
        Map<String, List<ScalingPoint>> runs = new LinkedHashMap<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
          for (Launch launch : launches) {
            ScalingPoint run =
                run(axis, value, repeat, launch, settings(axis, value, print), challenger);
            runs.computeIfAbsent(run.runner(), absent -> new ArrayList<>()).add(run);
          }
        }
        runs.values().stream().map(ScalingPoint::median).forEach(points::add);
      }
    }
    return points;
  }

  private ScalingPoint run(
      Axis axis,
      int value,
      int repeat,
      Launch launch,
      Settings settings,
      ChallengerProcess challenger)
      throws IOException, InterruptedException {
    String runner = launch.file().runner();
    String name = String.format(Locale.ROOT, "%s-%s-%d-%d", axis.fileName(), runner, value, repeat);
    RunProcess process = new RunProcess(launch, settings, output.resolve("runs").resolve(name));
    Run run = process.run(axis.condition(value), 1, challenger);
    double warm = run.cost().warmCpuMillisPerTile();
    ScalingPoint point =
        new ScalingPoint(
            runner,
            value,
            axis == Axis.OUTLIERS ? ScalingFiles.clustered(process.results()) : value,
            run.q3().throughput(),
            warm < 0 ? run.cost().cpuMillisPerTile() : warm,
            run.load().othersCores());
    System.err.printf(
        Locale.ROOT,
        "%-28s X %8.2f tiles/s  CPU %7.3f ms a tile  others %.2f cores%n",
        name,
        point.tilesPerSecond(),
        point.cpuMillis(),
        point.othersCores());
    return point;
  }

  /** A quarter of the tiles is warm-up. */
  private Settings settings(Axis axis, int value, List<String> print) {
    return new Settings(
        runners,
        print,
        axis.run(value),
        0,
        1,
        0.25,
        Set.of(),
        List.of(),
        List.of(),
        0,
        0,
        0,
        1,
        timeout);
  }
}
