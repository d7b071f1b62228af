package org.meltwatch.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meltwatch.measure.report.GeneratedSection;
import org.meltwatch.measure.report.Report;
import org.meltwatch.measure.report.ReportFiles;
import org.meltwatch.measure.results.Agreement;
import org.meltwatch.measure.results.Machine;
import org.meltwatch.measure.results.Results;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.measure.run.Launches;
import org.meltwatch.measure.run.Settings;
import org.meltwatch.prints.Grid;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the runners against each other; {@code --help} says how. */
@Command(
    name = "bench",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Measures runners against each other and writes a report.", ""},
    footer = {
      "",
      "Exit codes: 0 measured; 1 a run failed, or two runs' result files differ; 2 wrong options."
    })
public final class Measure implements Callable<Integer> {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss", Locale.ROOT);

  /** How many workers the paper's clusters have. */
  private static final List<Integer> PAPERS_WORKERS = List.of(1, 2, 5);

  @Option(names = "--runners", split = ",", defaultValue = "direct", description = "The runners.")
  private List<String> runners = new ArrayList<>();

  @Option(names = "--layers", defaultValue = "40", description = "Layers of the synthetic print.")
  private int layers;

  @Option(names = "--tiles", defaultValue = "4x4", description = "Its rows and columns of tiles.")
  private String tiles = "4x4";

  @Option(names = "--tileSize", defaultValue = "500", description = "Height and width of a tile.")
  private int tileSize;

  @Option(names = "--seed", defaultValue = "2025", description = "Its seed.")
  private long seed;

  @Option(names = "--repeats", defaultValue = "3", description = "Runs at full speed.")
  private int repeats;

  @Option(
      names = "--part",
      defaultValue = "0.5",
      description = "Part of the layers that warm-ups and paced runs are handed, the first ones.")
  private double part;

  @Option(
      names = "--cut",
      defaultValue = "0.25",
      description = "Part of each run's tiles, the first ones, that is left out as warm-up.")
  private double cut;

  @Option(
      names = "--without",
      split = ",",
      description = "Leave out: event-time, scaling, workers, paced, network.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--workers",
      split = ",",
      description =
          "Numbers of workers of the engines' standalone clusters"
              + " (default: of 1, 2 and 5, those that there are cores for).")
  private @Nullable List<Integer> workers;

  @Option(
      names = "--shares",
      split = ",",
      defaultValue = "0.25,0.5,0.75,0.9",
      description = "Parts of a runner's own maximum that paced runs are handed.")
  private List<Double> shares = new ArrayList<>();

  @Option(names = "--delay", defaultValue = "10", description = "Mean network delay in ms.")
  private double delay;

  @Option(names = "--delaySpread", defaultValue = "2", description = "Its standard deviation.")
  private double delaySpread;

  @Option(
      names = "--resultDelay",
      defaultValue = "100",
      description = "The client's fixed delay of each result, in ms.")
  private double resultDelay;

  @Option(
      names = "--kafka",
      description = "Measure runs that read a topic beside those that read the challenger, too.")
  private boolean kafka;

  @Option(
      names = "--kafkaRate",
      defaultValue = "40",
      description =
          "Tiles a second of the runs whose latency by way of Kafka stands beside that without"
              + " (default ${DEFAULT-VALUE}).")
  private double kafkaRate;

  @Option(names = "--run", description = "An option for all runs, such as --run=--lanes=8.")
  private List<String> run = new ArrayList<>();

  @Option(names = "--timeout", defaultValue = "600", description = "Seconds a run may take.")
  private long timeout;

  @Option(names = "--output", description = "Directory for it all (default: bench/<date>).")
  private @Nullable Path output;

  @Option(
      names = "--report",
      description = "Measure nothing, write the report of this kept results.json anew.")
  private @Nullable Path report;

  @Option(
      names = "--against",
      description = "An earlier results.json: say which figures agree with it.")
  private @Nullable Path against;

  @Option(
      names = "--docs",
      description = "A Markdown file whose generated section is to have these figures.")
  private @Nullable Path docs;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private final List<String> arguments;

  private Measure(String... arguments) {
    this.arguments = Arrays.stream(arguments).filter(argument -> !argument.isEmpty()).toList();
  }

  /** Measures, writes the report and exits. */
  public static void main(String[] arguments) {
    int code = run(arguments);
    if (code != 0) {
      // Not by an exception: whoever runs this, such as Maven, would print its stack trace.
      System.exit(code);
    }
  }

  public static int run(String... arguments) {
    Measure measure = new Measure(arguments);
    CommandLine command = new CommandLine(measure);
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println("bench: " + e.getMessage());
          return e instanceof IllegalArgumentException ? 2 : 1;
        });
    return command.execute(measure.arguments.toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path kept = report;
    Path directory = kept == null ? newDirectory() : parent(kept);
    Results results = kept == null ? measure(directory) : Results.read(kept);
    Path page = new ReportFiles(directory).write(results);
    if (docs != null) {
      GeneratedSection.replace(docs, Report.forDocs(results));
    }
    if (against != null) {
      Agreement.of(Results.read(against), results).forEach(System.out::println);
    }
    results.problems().forEach(problem -> System.err.println("bench: " + problem));
    results.differences().forEach(line -> System.err.println("bench: RESULTS DIFFER: " + line));
    System.out.println("Report: " + page);
    return results.passed() ? 0 : 1;
  }

  private Results measure(Path directory) throws IOException, InterruptedException {
    Settings settings = settings(Runtime.getRuntime().availableProcessors());
    Path root = Path.of("").toAbsolutePath();
    Machine machine = Machine.here(root);
    Launches launches = new Launches(root, directory.resolve("launch"));
    List<Launch> ready = launches.resolve(settings.runners());
    Results results =
        new Experiment(settings, ready, directory, System.err).run(machine, arguments);
    results.write(directory.resolve("results.json"));
    return results;
  }

  private Settings settings(int cores) {
    if (!Settings.ALL_SETS.containsAll(without)) {
      throw new IllegalArgumentException(
          "without (%s) must be of %s".formatted(without, Settings.ALL_SETS));
    }
    Set<String> sets = new LinkedHashSet<>(Settings.ALL_SETS);
    without.forEach(sets::remove);
    if (kafka) {
      sets.add(Settings.KAFKA);
    }
    List<String> print =
        List.of(
            "--layers=" + layers, "--tiles=" + tiles, "--tileSize=" + tileSize, "--seed=" + seed);
    return new Settings(
        runners,
        print,
        run,
        fewerTiles(),
        repeats,
        cut,
        sets,
        workers == null ? PAPERS_WORKERS.stream().filter(n -> n <= cores).toList() : workers,
        shares,
        delay,
        delaySpread,
        resultDelay,
        kafkaRate,
        timeout);
  }

  /** Of whole layers, at least one. */
  private int fewerTiles() {
    if (!(part > 0 && part <= 1)) {
      throw new IllegalArgumentException("part (%s) must be in (0, 1]".formatted(part));
    }
    int fewer = Math.max(1, (int) Math.round(part * layers));
    return fewer >= layers ? 0 : fewer * Grid.parse(tiles).tiles();
  }

  private Path newDirectory() throws IOException {
    Path directory =
        output == null
            ? Path.of("bench", LocalDateTime.now(ZoneId.systemDefault()).format(NAME))
            : output;
    directory = directory.toAbsolutePath();
    if (Files.exists(directory)) {
      throw new IllegalArgumentException("output (%s) must be new".formatted(directory));
    }
    return Files.createDirectories(directory);
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
