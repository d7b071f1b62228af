package org.meltwatch.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.alerts.AlertDesk;
import org.meltwatch.processes.StopRequest;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.run.Caveats;
import org.meltwatch.record.run.OutcomeFile;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.ResumePoint;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.StartsFile;
import org.meltwatch.record.run.StopFile;
import org.meltwatch.record.watch.Progress;
import org.meltwatch.record.watch.RunWatch;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;
import org.meltwatch.worker.WorkerState;

/**
 * A run over a source that is open: lets the engine work, then assembles what was answered, and
 * only then ends the source. Whatever goes wrong in ending it, the results are there.
 */
final class SourceRun {

  /** For what is written after the source has been ended. */
  private static final Duration WRITING = Duration.ofMillis(1500);

  private final RunnerProfile profile;
  private final Arguments arguments;
  private final TileSource source;
  private final List<AnswerStep> steps;
  private final Path dir;
  private final PrintStream err;
  private final StopRequest stop;
  private final StopFile stopFile;
  private final @Nullable ResumePoint point;
  private final StartsFile starts;
  private final PartFollower follower;
  private final AlertDesk desk;
  private final RunFiles files;
  private final RowsOut rows;

  /**
   * A run.
   *
   * @param steps compute answers beside the usual ones
   * @param answers all answers of the run, those of the steps among them
   * @param stop says when the run is to end before its source does
   * @param point where a run that died is gone on with; null for a new run
   * @param rows hands rows on to others
   * @throws IOException if what became of alerts before cannot be read
   */
  SourceRun(
      RunnerProfile profile,
      Arguments arguments,
      TileSource source,
      List<AnswerStep> steps,
      Answers answers,
      Path dir,
      PrintStream err,
      StopRequest stop,
      @Nullable ResumePoint point,
      RowsOut rows)
      throws IOException {
    this.rows = rows;
    this.profile = profile;
    this.arguments = arguments;
    this.source = source;
    this.steps = steps;
    this.dir = dir;
    this.err = err;
    this.stop = stop;
    this.stopFile = new StopFile(dir);
    this.point = point;
    this.starts = new StartsFile(dir, arguments.settings().rules().firstLayer());
    this.follower = new PartFollower(dir, answers);
    Alerts alerts =
        new Alerts(
            err,
            Boolean.getBoolean("meltwatch.terminal"),
            arguments.stopOn(),
            () -> stop.tell("--stopOn=" + arguments.stopOn(), MonitorRun.STOPPED_BY_DEFECT));
    this.desk = new AlertDesk(dir, arguments.sinks(), alerts::show, err);
    this.follower.onTracked(desk::take);
    this.files =
        new RunFiles(
            dir, profile.engine(), arguments.values(), answers, follower, err, arguments.scale());
  }

  /** Runs to the end; a run that fails leaves its files behind, too. */
  RunSummary run() throws IOException, InterruptedException {
    // A run that died may have been told to end.
    stopFile.delete();
    if (point != null) {
      starts.write(point.starts());
      RunRecord record = RunRecord.open(dir);
      List<AnswerRow> alerts = new ArrayList<>(record.rows(AlertsAnswer.TYPE).poll());
      alerts.addAll(record.rows(QualityAnswer.TYPE).poll());
      desk.sendTheRest(alerts);
    }
    stop.listen(this::endEarly);
    try {
      return runListening();
    } finally {
      stop.forget();
      stopFile.delete();
      starts.delete();
    }
  }

  private RunSummary runListening() throws IOException, InterruptedException {
    OutcomeFile outcomes = new OutcomeFile(dir);
    TileFeed feed =
        source.start(
            new RunPlace(
                dir,
                outcomes,
                new FollowedSettlement(follower),
                stopFile,
                point == null ? null : point::isNeeded));
    double stopSeconds;
    try {
      stopSeconds = runEngine(feed, arguments.isBounded() ? outcomes : null);
    } catch (IOException | InterruptedException | RuntimeException e) {
      rescue(feed, e);
      end(feed);
      throw e;
    }
    return conclude(feed, stopSeconds);
  }

  /** Lanes end, wherever they are read; all else goes its usual way from there. */
  private void endEarly(StopRequest.Told told) {
    err.printf(
        Locale.ROOT,
        "meltwatch: stopped by %s: no more tiles are asked for, and what is on its way is answered,"
            + " for %d s at the most; a second signal ends the run at once%n",
        told.by(),
        StopRequest.ANSWERING.toSeconds());
    try {
      stopFile.raise(told.by());
    } catch (IOException e) {
      err.println("meltwatch: lanes cannot be told: " + e.getMessage());
    }
  }

  /** Runs the engine; returns how long it took to stop when everything was done. */
  private double runEngine(TileFeed feed, @Nullable OutcomeFile published)
      throws IOException, InterruptedException {
    // An engine may keep its own files there, too.
    arguments.options().setOutput(dir.toString());
    Progress progress = Progress.on(err, source.expectedTiles());
    RunWatch.Step step =
        () -> {
          desk.step();
          feed.step();
          rows.step();
        };
    try (RunWatch watch = RunWatch.start(follower, progress, step, published)) {
      return runAlone(
          new MonitorJob(
              arguments.options(),
              arguments.settings(),
              dir,
              feed,
              steps,
              stopFile,
              point == null ? null : starts),
          watch);
    } catch (IOException | RuntimeException e) {
      keepWhatIsThere(e, feed);
      throw e;
    }
  }

  /**
   * Runs the engine and leaves nothing of the run in this process. Some engines leave threads at
   * work when they fail; what those write from then on would be in no summary.
   */
  private double runAlone(MonitorJob job, RunWatch watch) throws IOException, InterruptedException {
    try {
      if (!EngineThread.run(() -> profile.run(job, watch), stop)) {
        err.println("meltwatch: not all that was on its way was answered in time");
        return RunFiles.NEVER_STOPPED;
      }
      return watch.secondsSinceComplete();
    } finally {
      WorkerState.close();
    }
  }

  /** The files say what was answered and what was not. */
  private void keepWhatIsThere(Exception failure, TileFeed feed) {
    files.stoppedBy(stop.told());
    try {
      follower.poll();
      List<IdRange> revised = assemble();
      endAlerts();
      files.summarize(caveats(revised, feed), RunFiles.NEVER_STOPPED, null);
      err.println("meltwatch: what was answered until the run failed is in " + dir);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static void rescue(TileFeed feed, Exception failure) {
    try {
      feed.rescue();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** True if the word to end is the word that the print is over; a defect is another matter. */
  private boolean isOver() {
    StopRequest.@Nullable Told told = stop.told();
    return told != null && source.endsWhenTold() && told.exitCode() != MonitorRun.STOPPED_BY_DEFECT;
  }

  private RunSummary conclude(TileFeed feed, double stopSeconds) throws IOException {
    files.stoppedBy(isOver() ? null : stop.told());
    files.curtailedBy(feed.curtailed());
    List<IdRange> revised;
    @Nullable String report;
    try {
      revised = assemble();
    } finally {
      report = end(feed);
    }
    try {
      feed.finish();
    } catch (IOException e) {
      err.println("meltwatch: what the source keeps was not cleared away: " + e.getMessage());
    }
    endAlerts();
    return files.summarize(caveats(revised, feed), stopSeconds, report);
  }

  /** Rows go on as they are in the files, and so are all handed on before those are there. */
  private List<IdRange> assemble() throws IOException {
    rows.step();
    List<IdRange> revised = files.assemble(rows);
    @Nullable String problem = rows.finish();
    if (problem != null) {
      err.println("meltwatch: " + problem);
    }
    files.curtailedBy(problem);
    return revised;
  }

  /** Sinks that hang do not hold up the end for long. */
  private void endAlerts() {
    Duration longest = AlertDesk.ENDING;
    Duration left = stop.left();
    if (left != null) {
      Duration room = left.minus(WRITING);
      longest = room.isNegative() ? Duration.ZERO : room;
    }
    desk.finish(longest);
    files.alerts(desk.alerts(), desk.commands());
  }

  private Caveats caveats(List<IdRange> revised, TileFeed feed) {
    int firstLayer = arguments.settings().rules().firstLayer();
    return new Caveats(revised, feed.restarted(), feed.incomplete(firstLayer), feed.handedOut());
  }

  /** Ends the source; a failure takes the place of its report. */
  private @Nullable String end(TileFeed feed) {
    FutureTask<@Nullable String> ending = new FutureTask<>(feed::end);
    Thread thread = new Thread(ending, "meltwatch-end");
    thread.setDaemon(true);
    thread.start();
    try {
      return await(ending);
    } catch (ExecutionException e) {
      return notEnded(Causes.oneLine(e.getCause()));
    } catch (TimeoutException e) {
      return notEnded("there was no time for an answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notEnded(Causes.oneLine(e));
    }
  }

  /** A run that is to end soon does not wait for a source that hangs. */
  private @Nullable String await(FutureTask<@Nullable String> ending)
      throws ExecutionException, InterruptedException, TimeoutException {
    Duration left = stop.left();
    return left == null
        ? ending.get()
        : ending.get(left.minus(WRITING).toMillis(), TimeUnit.MILLISECONDS);
  }

  private String notEnded(String why) {
    String word = "the source was not told that the run is over: " + why;
    err.println("meltwatch: " + word);
    return word;
  }
}
