package org.meltwatch.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the report of runs; {@code --help} says how. */
@Command(
    name = "report",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {"Writes a report of each run, report.html in its results directory.", ""},
    footer = {"", "Exit codes: 0 written; 1 a record cannot be read; 2 wrong options."})
public final class ReportCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Results directories.")
  private List<Path> dirs = List.of();

  @Option(
      names = "--language",
      defaultValue = "en",
      paramLabel = "TAG",
      description = "Language, numbers and dates: en (default) or de, also de-AT and the like.")
  private String language = "en";

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Spec private CommandSpec spec;

  private ReportCommand() {}

  /** Writes reports, and exits with the code that {@code --help} tells. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(run(args));
  }

  /** Writes reports; returns the exit code. */
  static int run(String... args) {
    return new CommandLine(new ReportCommand())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("report: " + failure.getMessage());
              return 1;
            })
        .execute(args);
  }

  @Override
  public Integer call() throws IOException {
    for (Path dir : dirs) {
      if (!Files.isDirectory(dir.resolve("parts")) && !Files.exists(dir.resolve("run.json"))) {
        throw new ParameterException(
            spec.commandLine(),
            "%s must be the results directory of a run: it has neither parts nor run.json"
                .formatted(dir));
      }
    }
    for (Path dir : dirs) {
      System.out.println(PrintReport.write(dir, Locale.forLanguageTag(language)));
    }
    return 0;
  }
}
