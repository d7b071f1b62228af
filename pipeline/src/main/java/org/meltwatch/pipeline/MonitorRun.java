package org.meltwatch.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.processes.ChallengerProcess;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.parts.PartWriter;
import org.meltwatch.record.run.OutcomeFile;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.ResultFiles;
import org.meltwatch.record.run.RunCost;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.Versions;
import org.meltwatch.record.watch.FinalReport;
import org.meltwatch.record.watch.Progress;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.transforms.images.Images;

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

  private static final Bench NO_BENCH = new Bench(URI.create("http://replay.invalid"), "replay");

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
    if (options.getReplay() != null) {
      return replay(arguments);
    }
    String url = options.getChallenger();
    if (url != null) {
      return monitor(arguments, Challengers.uri(url), -1);
    }
    try (ChallengerProcess challenger =
        Challengers.startLocal(arguments.localChallengerToStart())) {
      return monitor(arguments, URI.create(challenger.url()), challenger.batches());
    }
  }

  private int monitor(Arguments arguments, URI challenger, long expectedTiles)
      throws IOException, InterruptedException {
    MonitorOptions options = arguments.options();
    ChallengerClient client = ChallengerClient.at(challenger);
    Bench bench = Challengers.createBench(client, options);
    Path dir = outputOf(options, bench.id());
    PartFollower follower = new PartFollower(dir);
    MonitorPrint.Settings settings = arguments.settings(bench, dir.toString());
    RunSpool spool = RunSpool.of(settings, options.getKeepSpool(), follower);
    client.start(bench);
    double stopSeconds;
    String report;
    try {
      stopSeconds = run(arguments, settings, follower, expectedTiles, spool);
    } catch (IOException | RuntimeException e) {
      rescue(spool, e);
      throw e;
    } finally {
      report = client.end(bench).toString();
    }
    spool.finish();
    return report(summarize(arguments, dir, follower, spool.restarted(), stopSeconds, report), dir);
  }

  private static void rescue(RunSpool spool, Exception failure) {
    try {
      spool.rescue();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Runs over what an earlier run has kept: nobody is asked, and nothing is posted. */
  private int replay(Arguments arguments) throws IOException, InterruptedException {
    Path dir = outputOf(arguments.options(), "replay");
    PartFollower follower = new PartFollower(dir);
    MonitorPrint.Settings settings = arguments.settings(NO_BENCH, dir.toString());
    RunSpool spool = RunSpool.of(settings, false, follower);
    double stopSeconds = run(arguments, settings, follower, -1, spool);
    return report(summarize(arguments, dir, follower, false, stopSeconds, null), dir);
  }

  /** Runs the engine; returns how long it took to stop when everything was done. */
  private double run(
      Arguments arguments,
      MonitorPrint.Settings settings,
      PartFollower follower,
      long expectedTiles,
      RunSpool spool)
      throws IOException, InterruptedException {
    Path dir = Path.of(settings.output());
    // An engine may keep its own files there, too.
    arguments.options().setOutput(settings.output());
    Progress progress = Progress.on(err, expectedTiles);
    @Nullable OutcomeFile published = settings.maxInFlight() == 0 ? null : new OutcomeFile(dir);
    try (RunWatch watch = RunWatch.start(follower, progress, spool::step, published)) {
      profile.run(new MonitorJob(arguments.options(), settings), watch);
      return watch.secondsSinceComplete();
    } catch (IOException | RuntimeException e) {
      // Some engines leave threads at work; what they write from now on would be in no summary.
      PartWriter.forget(dir);
      keepWhatIsThere(e, arguments, dir, follower, spool.restarted());
      throw e;
    } finally {
      ChallengerIO.closeAll();
      PartWriter.forget(dir);
      Images.forgetAll();
    }
  }

  private int report(RunSummary summary, Path dir) {
    out.println(FinalReport.of(summary, dir));
    return summary.allAnswered() ? OK : INCOMPLETE;
  }

  /**
   * A run that failed leaves its files behind, too: they say what was answered and what was not.
   */
  private void keepWhatIsThere(
      Exception failure, Arguments arguments, Path dir, PartFollower follower, boolean restarted) {
    try {
      follower.poll();
      summarize(arguments, dir, follower, restarted, -1, null);
      err.println("meltwatch: what was answered until the run failed is in " + dir);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Leaves result files and {@code run.json} behind; where they cannot be written, says so. */
  private RunSummary summarize(
      Arguments arguments,
      Path dir,
      PartFollower follower,
      boolean restarted,
      double stopSeconds,
      @Nullable String challengerReport)
      throws IOException {
    Function<List<IdRange>, RunSummary> summary =
        revised ->
            RunSummary.of(
                Versions.of(version(), ReleaseInfo.getReleaseInfo().getVersion(), profile.engine()),
                arguments.values(),
                follower,
                revised,
                restarted,
                RunCost.ofThisProcess(stopSeconds),
                challengerReport);
    try {
      RunSummary written = summary.apply(ResultFiles.assemble(dir));
      written.write(dir);
      return written;
    } catch (IOException e) {
      err.printf(
          "meltwatch: %s%nmeltwatch: %s holds what was answered; %s is not written, and would"
              + " say:%n%s%n",
          e.getMessage(),
          dir.resolve("parts"),
          dir.resolve("run.json"),
          summary.apply(List.of()).json());
      throw e;
    }
  }

  private static Path outputOf(MonitorOptions options, String run) {
    String output = options.getOutput();
    if (output != null) {
      return Path.of(output).toAbsolutePath();
    }
    String name = run.replaceAll("[^A-Za-z0-9_-]", "_");
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
