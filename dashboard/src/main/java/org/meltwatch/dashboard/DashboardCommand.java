package org.meltwatch.dashboard;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.http.Access;
import org.meltwatch.dashboard.runs.Runs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The dashboard's command line. */
@Command(
    name = "dashboard",
    sortOptions = false,
    usageHelpWidth = 100,
    description = "Shows runs, live and past, on a page: reads their results directories.",
    footer = "%nA token is taken from MELTWATCH_DASHBOARD_TOKEN, or from --tokenFile.")
final class DashboardCommand implements Callable<Integer> {

  private static final String TOKEN_VARIABLE = "MELTWATCH_DASHBOARD_TOKEN";

  @Option(
      names = "--results",
      required = true,
      paramLabel = "DIR",
      description = "A results directory, or a folder of many.")
  private @Nullable Path results;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Port to serve at (default ${DEFAULT-VALUE}); 0 for any free one.")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description =
          "Address to serve at (default ${DEFAULT-VALUE}); one that other machines reach needs a"
              + " token.")
  private String bind = "127.0.0.1";

  @Option(
      names = "--hostNames",
      split = ",",
      paramLabel = "NAME",
      description = "Names that the page may be asked for by, besides its address and localhost.")
  private List<String> hostNames = List.of();

  @Option(
      names = "--commands",
      description = "Take commands, such as to mute a defect, from the page: without it, it shows.")
  private boolean commands;

  @Option(
      names = "--tokenFile",
      paramLabel = "FILE",
      description = "File that holds the token which reading takes.")
  private @Nullable Path tokenFile;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  /** Runs until it is told to stop; the exit code. */
  static int run(String... arguments) {
    CommandLine command = new CommandLine(new DashboardCommand());
    command.setParameterExceptionHandler(
        (wrong, given) -> {
          command.getErr().println(wrong.getMessage());
          command.getErr().println("dashboard --help lists the options");
          return 2;
        });
    return command.execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    Path served = requireNonNull(results, "results");
    if (!Files.isDirectory(served)) {
      throw wrong("--results (%s) must be a directory".formatted(served), null);
    }
    try (Dashboard dashboard = Dashboard.start(Runs.in(served), access(), commands)) {
      System.out.printf("dashboard at %s%n", dashboard.url());
      System.out.flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException e) {
      System.err.printf("cannot serve at %s:%d: %s%n", bind, port, e.getMessage());
      return 1;
    }
  }

  private Access access() {
    try {
      return new Access(bind, port, hostNames, token());
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw wrong("--tokenFile (%s) cannot be read: %s".formatted(tokenFile, e), e);
    }
  }

  private @Nullable String token() throws IOException {
    return tokenFile == null ? System.getenv(TOKEN_VARIABLE) : Files.readString(tokenFile).strip();
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    return new ParameterException(requireNonNull(spec, "spec").commandLine(), message, cause);
  }
}
