package org.meltwatch.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.jspecify.annotations.Nullable;
import org.meltwatch.processes.StopRequest;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.run.AlertRecord;
import org.meltwatch.record.run.Caveats;
import org.meltwatch.record.run.CommandRecord;
import org.meltwatch.record.run.Corrections;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.ResultFiles;
import org.meltwatch.record.run.RunCost;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.Versions;
import org.meltwatch.record.space.PlateScale;
import org.meltwatch.record.space.SpaceFiles;

/** What a run leaves behind: result files and {@code run.json}; where they cannot, it says so. */
final class RunFiles {

  /** What an engine that did not end by itself took to stop. */
  static final double NEVER_STOPPED = -1;

  private final Path dir;
  private final String engine;
  private final Map<String, String> options;
  private final Answers answers;
  private final PartFollower follower;
  private final PrintStream err;
  private final @Nullable PlateScale scale;
  private @Nullable String stoppedBy;
  private @Nullable AlertRecord alerts;
  private @Nullable CommandRecord commands;

  /**
   * The files of a run.
   *
   * @param scale how large a point of the plate is; null if nobody knows
   */
  RunFiles(
      Path dir,
      String engine,
      Map<String, String> options,
      Answers answers,
      PartFollower follower,
      PrintStream err,
      @Nullable PlateScale scale) {
    this.dir = dir;
    this.engine = engine;
    this.options = options;
    this.answers = answers;
    this.follower = follower;
    this.err = err;
    this.scale = scale;
  }

  /** Notes who told the run to end before its source did; null if nobody. */
  void stoppedBy(StopRequest.@Nullable Told told) {
    stoppedBy = told == null ? null : told.by();
  }

  /**
   * Notes why the run has asked for no tiles, unless somebody has told it to end; null if it did.
   */
  void curtailedBy(@Nullable String why) {
    if (why != null && stoppedBy == null) {
      stoppedBy = why;
    }
  }

  /** Notes what became of alerts and commands; null if there is nothing to say. */
  void alerts(@Nullable AlertRecord newAlerts, @Nullable CommandRecord newCommands) {
    alerts = newAlerts;
    commands = newCommands;
  }

  /**
   * Writes the result files; returns the batch ids that were answered anew after a crash.
   *
   * @param corrections is told where they differ from the rows
   */
  List<IdRange> assemble(Corrections corrections) throws IOException {
    try {
      List<IdRange> revised = ResultFiles.assemble(dir, answers, corrections);
      if (scale != null && answers.areTracking()) {
        SpaceFiles.write(dir, scale);
      }
      return revised;
    } catch (IOException e) {
      complain(e, summary(Caveats.NONE, NEVER_STOPPED, null));
      throw e;
    }
  }

  /**
   * Writes {@code run.json}.
   *
   * @param caveats what the rows do not say
   * @param stopSeconds how long the engine took to stop when everything was done
   * @param report what the source said at the end; null if nothing
   */
  RunSummary summarize(Caveats caveats, double stopSeconds, @Nullable String report)
      throws IOException {
    RunSummary summary = summary(caveats, stopSeconds, report);
    try {
      summary.write(dir);
      return summary;
    } catch (IOException e) {
      complain(e, summary);
      throw e;
    }
  }

  private RunSummary summary(Caveats caveats, double stopSeconds, @Nullable String report) {
    return RunSummary.of(
            Versions.of(version(), ReleaseInfo.getReleaseInfo().getVersion(), engine),
            options,
            follower,
            caveats,
            RunCost.ofThisProcess(stopSeconds),
            report)
        .withStoppedBy(stoppedBy)
        .withAlerts(alerts, commands);
  }

  private void complain(IOException failure, RunSummary summary) throws IOException {
    err.printf(
        "meltwatch: %s%nmeltwatch: %s holds what was answered; %s is not written, and would"
            + " say:%n%s%n",
        failure.getMessage(), dir.resolve("parts"), dir.resolve("run.json"), summary.json());
  }

  private static String version() {
    @Nullable String version = MonitorRun.class.getPackage().getImplementationVersion();
    return version == null ? "from source" : version;
  }
}
