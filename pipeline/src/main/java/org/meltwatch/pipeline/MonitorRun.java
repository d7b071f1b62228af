package org.meltwatch.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.Bench;
import org.meltwatch.io.ChallengerClient;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.launch.ChallengerProcess;
import org.meltwatch.results.FinalReport;
import org.meltwatch.results.OutcomeFile;
import org.meltwatch.results.PartFollower;
import org.meltwatch.results.PartWriter;
import org.meltwatch.results.Progress;
import org.meltwatch.results.ResultFiles;
import org.meltwatch.results.RunCost;
import org.meltwatch.results.RunSummary;
import org.meltwatch.results.RunWatch;
import org.meltwatch.results.Versions;

/**
 * One run: creates and starts a bench, runs the pipeline over it, ends the bench, leaves the result
 * files behind and reports.
 */
public final class MonitorRun {

  /** Every tile that came in has its result. */
  public static final int OK = 0;

  /** The run failed. */
  public static final int FAILED = 1;

  /** Something is to be put right before a run can start. */
  public static final int USAGE = 2;

  /** The run ended, but tiles have no result. */
  public static final int INCOMPLETE = 3;

  private final RunnerProfile profile;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * A run on an engine.
   *
   * @param profile the engine
   * @param out where the report goes
   * @param err where progress and errors go
   */
  public MonitorRun(RunnerProfile profile, PrintStream out, PrintStream err) {
    this.profile = profile;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs.
   *
   * @param args the command line
   * @return the exit code
   */
  public int run(String... args) {
    if (Arrays.asList(args).contains("--help")) {
      Help.print(out, profile);
      return OK;
    }
    boolean verbose = Arrays.asList(args).contains("--verbose");
    try {
      return monitor(Arguments.read(profile, args));
    } catch (UsageException e) {
      return complain(e, verbose, USAGE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return complain(e, verbose, FAILED);
    } catch (IOException | RuntimeException e) {
      return complain(e, verbose, FAILED);
    }
  }

  private int monitor(Arguments arguments) throws IOException, InterruptedException {
    MonitorOptions options = arguments.options();
    String output = options.getOutput();
    if (output != null) {
      requireEmpty(Path.of(output));
    }
    String url = options.getChallenger();
    if (url != null) {
      return monitor(arguments, Challengers.uri(url), -1);
    }
    try (ChallengerProcess challenger = Challengers.startLocal(arguments.localChallenger())) {
      return monitor(arguments, URI.create(challenger.url()), challenger.batches());
    }
  }

  private int monitor(Arguments arguments, URI challenger, long expectedTiles)
      throws IOException, InterruptedException {
    MonitorOptions options = arguments.options();
    ChallengerClient client = ChallengerClient.at(challenger);
    Bench bench = Challengers.createBench(client, options);
    Path dir = outputOf(options, bench);
    client.start(bench);

    MonitorJob job = new MonitorJob(options, arguments.settings(bench, dir.toString()));
    PartFollower follower = new PartFollower(dir);
    String report;
    double stopSeconds;
    Progress progress = Progress.on(err, expectedTiles);
    try (RunWatch watch =
        options.getMaxInFlight() == 0
            ? RunWatch.start(follower, progress)
            : RunWatch.publishing(follower, progress, new OutcomeFile(dir))) {
      profile.run(job, watch);
      stopSeconds = watch.secondsSinceComplete();
    } catch (IOException | RuntimeException e) {
      keepWhatIsThere(e, arguments, dir, follower);
      throw e;
    } finally {
      ChallengerIO.closeAll();
      PartWriter.forget(dir);
      report = client.end(bench).toString();
    }
    RunSummary summary = summarize(arguments, dir, follower, stopSeconds, report);
    out.println(FinalReport.of(summary, dir));
    return summary.allAnswered() ? OK : INCOMPLETE;
  }

  /**
   * A run that failed leaves its files behind, too: they say what was answered and what was not.
   */
  private void keepWhatIsThere(
      Exception failure, Arguments arguments, Path dir, PartFollower follower) {
    try {
      summarize(arguments, dir, follower, -1, null);
      err.println("meltwatch: what was answered until the run failed is in " + dir);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private RunSummary summarize(
      Arguments arguments,
      Path dir,
      PartFollower follower,
      double stopSeconds,
      @Nullable String challengerReport)
      throws IOException {
    RunSummary summary =
        RunSummary.of(
            Versions.of(version(), ReleaseInfo.getReleaseInfo().getVersion(), profile.engine()),
            arguments.values(),
            follower,
            ResultFiles.assemble(dir),
            RunCost.ofThisProcess(stopSeconds),
            challengerReport);
    summary.write(dir);
    return summary;
  }

  private static Path outputOf(MonitorOptions options, Bench bench) {
    String output = options.getOutput();
    if (output != null) {
      return Path.of(output).toAbsolutePath();
    }
    String name = bench.id().replaceAll("[^A-Za-z0-9_-]", "_");
    Path dir = Path.of("results", name).toAbsolutePath();
    requireEmpty(dir);
    return dir;
  }

  private static void requireEmpty(Path dir) {
    try {
      Files.createDirectories(dir);
      try (Stream<Path> files = Files.list(dir)) {
        if (files.findAny().isPresent()) {
          throw new UsageException(
              "--output (%s) must be new or empty: it holds an earlier run; choose another"
                      .formatted(dir)
                  + " directory or remove it");
        }
      }
      Files.delete(Files.createTempFile(dir, "probe", null));
    } catch (IOException e) {
      throw new UsageException("--output (%s) must be writable: %s".formatted(dir, e), e);
    }
  }

  private static String version() {
    @Nullable String version = MonitorRun.class.getPackage().getImplementationVersion();
    return version == null ? "from source" : version;
  }

  private int complain(Exception e, boolean verbose, int exitCode) {
    err.println("meltwatch: " + Causes.oneLine(e));
    if (verbose) {
      e.printStackTrace(err);
    } else if (exitCode == FAILED) {
      err.println("meltwatch: --verbose tells the details");
    }
    return exitCode;
  }
}
