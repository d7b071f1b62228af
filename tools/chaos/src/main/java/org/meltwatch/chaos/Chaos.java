package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.measure.run.Launches;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Disturbs runs on purpose and accounts for every tile; {@code --help} says how. */
@Command(
    name = "chaos",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Makes runs in which the challenger misbehaves, processes are killed and disks run full, and"
          + " accounts for every tile. Writes chaos.md and chaos.json.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 every tile is accounted for in every case; 1 not so; 2 wrong options."
    })
public final class Chaos implements Callable<Integer> {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss", Locale.ROOT);
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  @Option(
      names = "--runners",
      split = ",",
      defaultValue = "direct,flink,spark",
      description = "The runners (default ${DEFAULT-VALUE}).")
  private List<String> runners = new ArrayList<>();

  @Option(
      names = "--seed",
      defaultValue = "2025",
      description = "What is drawn: faults and moments (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--cases",
      defaultValue = ".*",
      description = "Only cases whose whole name this regular expression fits.")
  private String cases = ".*";

  @Option(names = "--list", description = "Name the cases and do nothing.")
  private boolean list;

  @Option(
      names = "--timeout",
      defaultValue = "" + Series.TIME_LIMIT,
      description =
          "Seconds that a run may take after it was disturbed (default ${DEFAULT-VALUE}).")
  private long timeout;

  @Option(names = "--output", description = "Directory for it all (default: chaos/<date>).")
  private @Nullable Path output;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  private Chaos() {}

  /** Runs all cases and exits. */
  public static void main(String[] arguments) {
    exit(run(arguments));
  }

  static void exit(int code) {
    if (code != 0) {
      // Not by an exception: whoever runs this, such as Maven, would print its stack trace.
      System.exit(code);
    }
  }

  static int run(String... arguments) {
    return run(new Chaos(), "chaos", arguments);
  }

  /** Runs a command, whose failure is one line that begins with its name. */
  static int run(Callable<Integer> what, String name, String... arguments) {
    if (System.getProperty(LOG_LEVEL) == null) {
      // The challenger tells of every fault, and the table names them all.
      System.setProperty(LOG_LEVEL, "warn");
    }
    CommandLine command = new CommandLine(what);
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          line.getErr().println(name + ": " + e.getMessage());
          return e instanceof IllegalArgumentException ? 2 : 1;
        });
    return command.execute(
        Arrays.stream(arguments).filter(argument -> !argument.isEmpty()).toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(cases);
    if (runners.stream().allMatch(runner -> chosen(runner, wanted).isEmpty())) {
      throw new IllegalArgumentException(
          "--cases (%s) must fit the whole name of a case of %s: --list names them"
              .formatted(cases, runners));
    }
    if (list) {
      runners.forEach(
          runner ->
              chosen(runner, wanted)
                  .forEach(one -> System.out.printf("%-36s %s%n", one.name(), one.text())));
      return 0;
    }
    Path directory = newDirectory(output, "chaos");
    List<Outcome> outcomes = new ArrayList<>();
    for (String runner : runners) {
      List<ChaosCase> chosen = chosen(runner, wanted);
      if (!chosen.isEmpty()) {
        Launch launch =
            new Launches(Path.of("").toAbsolutePath(), directory.resolve("launch"))
                .resolve(List.of(runner))
                .get(0);
        new Series(launch, seed, directory, timeout, System.err).run(chosen, outcomes);
      }
    }
    System.out.print(OutcomeTable.markdown(outcomes));
    System.out.printf("seed %d; table: %s%n", seed, directory.resolve("chaos.md"));
    return outcomes.stream().anyMatch(Outcome::failed) ? 1 : 0;
  }

  private List<ChaosCase> chosen(String runner, Pattern wanted) {
    return Cases.of(runner, seed).stream()
        .filter(one -> wanted.matcher(one.name()).matches())
        .toList();
  }

  /** The directory that was asked for; without one, the date in {@code parent}. */
  static Path newDirectory(@Nullable Path output, String parent) throws IOException {
    Path directory =
        output == null
            ? Path.of(parent, LocalDateTime.now(ZoneId.systemDefault()).format(NAME))
            : output;
    directory = directory.toAbsolutePath();
    if (Files.exists(directory)) {
      throw new IllegalArgumentException("output (%s) must be new".formatted(directory));
    }
    return Files.createDirectories(directory);
  }
}
