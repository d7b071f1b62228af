package org.meltwatch.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.options.UsageException;
import org.meltwatch.processes.StopRequest;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.run.ResumePoint;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.watch.FinalReport;
import org.meltwatch.report.PrintReport;
import org.meltwatch.source.SourceGoneException;
import org.meltwatch.source.TileSource;

/** One run, from its command line to its report and exit code. */
public final class MonitorRun {

  /** Every tile that came in has its result. */
  public static final int OK = 0;

  /** The run failed. */
  public static final int FAILED = 1;

  /** Something is to be put right before a run can start. */
  public static final int USAGE = 2;

  /** The run ended, but tiles have no result. */
  public static final int INCOMPLETE = 3;

  /** A defect was given a level on which the run was to end. */
  public static final int STOPPED_BY_DEFECT = 4;

  private final RunnerProfile profile;
  private final PrintStream out;
  private final PrintStream err;
  private final StopRequest stop;
  private final List<AnswerStep> steps = AnswerStep.found();
  private boolean hasDashboard;

  /**
   * A run on an engine.
   *
   * @param profile the engine
   * @param out where the report goes
   * @param err where progress and errors go
   */
  public MonitorRun(RunnerProfile profile, PrintStream out, PrintStream err) {
    this(profile, out, err, StopRequest.ofNobody());
  }

  /**
   * A run that may be told to end before its source does.
   *
   * @param stop gives the word; then the exit code is its own
   */
  public MonitorRun(RunnerProfile profile, PrintStream out, PrintStream err, StopRequest stop) {
    this.profile = profile;
    this.out = out;
    this.err = err;
    this.stop = stop;
  }

  /** There is to be a page that shows the run, unless the user says otherwise. */
  MonitorRun withDashboard() {
    hasDashboard = true;
    return this;
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
      return Resumption.isAsked(Arrays.asList(args))
          ? goOn(Resumption.of(Arrays.asList(args), profile.name()))
          : begin(Arguments.read(profile, args));
    } catch (UsageException e) {
      return complain(e, verbose, USAGE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return complain(e, verbose, FAILED);
    } catch (IOException | RuntimeException e) {
      return complain(e, verbose, SourceGoneException.isToldBy(e) ? INCOMPLETE : FAILED);
    }
  }

  private int begin(Arguments arguments) throws IOException, InterruptedException {
    try (RunDirectory named = RunDirectory.named(arguments.output());
        TileSource source = arguments.open();
        RunDirectory directory = named == null ? RunDirectory.of(source.run()) : named;
        RunDashboard dashboard = dashboard(arguments, directory.path())) {
      if (arguments.lacksPlate()) {
        err.println(
            "meltwatch: defects are not tracked through the layers: --plate=RxC says how the plate"
                + " is cut into tiles");
      }
      StartedRun started = arguments.started(profile, source);
      if (started != null) {
        started.write(directory.path());
        if (!source.survives()) {
          err.println(
              "meltwatch: what comes in is kept in memory: a kill of this process would lose it,"
                  + " and --resume could not go on ("
                  + (profile.keepsMessages()
                      ? "--spool=on can)"
                      : "an engine with --spool=on can)"));
        }
      }
      return show(dashboard, arguments, source, directory.path(), null);
    }
  }

  private Answers answers(Arguments arguments) {
    Answers usual = arguments.settings().tracking() == null ? Answers.ALL : Answers.TRACKING;
    return usual.with(steps.stream().flatMap(step -> step.answers().stream()).toList());
  }

  /** Goes on with a run that died. */
  private int goOn(Resumption again) throws IOException, InterruptedException {
    RunSummary ended = RunSummary.read(again.dir());
    if (ended != null) {
      return ended(ended, again.dir());
    }
    Arguments arguments = Arguments.read(profile, again.arguments().toArray(String[]::new));
    List<String> differences = again.differences(arguments.values());
    if (!differences.isEmpty()) {
      err.println("meltwatch: the run goes on with " + String.join(", ", differences));
    }
    try (RunDirectory directory = RunDirectory.again(again.dir());
        TileSource source = arguments.reopen(again.handle());
        RunDashboard dashboard = dashboard(arguments, directory.path())) {
      ResumePoint point =
          ResumePoint.read(
              again.dir(), answers(arguments), arguments.settings().rules().firstLayer());
      err.printf(
          Locale.ROOT,
          "meltwatch: going on with %s: %d tiles have their results%n"
              + "meltwatch: a run that goes on tracks no defects, and no level can end it%n",
          again.dir(),
          point.results());
      return show(dashboard, arguments, source, directory.path(), point);
    }
  }

  private int ended(RunSummary ended, Path dir) {
    if (ended.allAnswered()) {
      err.printf("meltwatch: --resume (%s): that run has ended well, nothing is left to do%n", dir);
      return OK;
    }
    throw new UsageException(
        "--resume (%s): that run has ended, and its bench with it; run.json says how"
            .formatted(dir));
  }

  private RunDashboard dashboard(Arguments arguments, Path dir) {
    MonitorOptions options = arguments.options();
    return RunDashboard.serve(
        dir, options.getDashboard(), hasDashboard, options.getCommands(), err);
  }

  private int show(
      RunDashboard dashboard,
      Arguments arguments,
      TileSource source,
      Path dir,
      @Nullable ResumePoint point)
      throws IOException, InterruptedException {
    int code;
    try {
      code = monitor(arguments, source, dir, point);
    } finally {
      dashboard.runEnded();
    }
    dashboard.stay(stop);
    return code;
  }

  private int monitor(Arguments arguments, TileSource source, Path dir, @Nullable ResumePoint point)
      throws IOException, InterruptedException {
    Answers answers = answers(arguments);
    MonitorOptions options = arguments.options();
    RunSummary summary;
    try (RowsOut rows = RowsOut.open(options.getRows(), options, source.run(), dir, answers)) {
      summary =
          new SourceRun(profile, arguments, source, steps, answers, dir, err, stop, point, rows)
              .run();
    }
    List<PrintFindings> findings = PrintFindings.of(RunRecord.open(dir, answers));
    out.println(FinalReport.of(summary, findings, dir, answers, arguments.figures()));
    if (arguments.report()) {
      out.println("For people: " + PrintReport.write(dir, Locale.getDefault()));
    }
    StopRequest.@Nullable Told told = stop.told();
    if (told != null && told.by().equals(summary.stoppedBy())) {
      return told.exitCode();
    }
    return summary.allAnswered() ? OK : INCOMPLETE;
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
