package org.meltwatch.chaos;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meltwatch.launch.LaunchFile;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.pipeline.RunnerProfile;

/** Cases of one engine, one after the other. */
public final class Series {

  /**
   * Seconds that a run may take after it was disturbed. More than the two minutes for which runs on
   * clusters wait for executors and slots, so that they can say what is amiss.
   */
  static final long TIME_LIMIT = 240;

  private static final String MAIN = "org.meltwatch.pipeline.Main";

  private final Launch launch;
  private final long seed;
  private final Path directory;
  private final long timeLimit;
  private final PrintStream progress;
  private final Print print;

  Series(Launch launch, long seed, Path directory, long timeLimit, PrintStream progress) {
    this(launch, seed, directory, timeLimit, progress, Print.SHORT);
  }

  private Series(
      Launch launch, long seed, Path directory, long timeLimit, PrintStream progress, Print print) {
    this.launch = launch;
    this.seed = seed;
    this.directory = directory;
    this.timeLimit = timeLimit;
    this.progress = progress;
    this.print = print;
  }

  /** The same cases over prints that last so long at a rate, and are looked at meanwhile. */
  Series lasting(int seconds, int rate) {
    return new Series(
        launch, seed, directory, timeLimit + seconds, progress, Print.lasting(seconds, rate));
  }

  /**
   * Runs the few cases that every build tries, with the class path of this process.
   *
   * @param directory an empty one
   * @return the table, if one of them failed; empty if none did
   */
  public static String fewCases(RunnerProfile profile, Path directory)
      throws IOException, InterruptedException {
    long seed = 2025;
    Launch launch = launch(profile, directory.resolve("run.args"));
    List<Outcome> outcomes = new ArrayList<>();
    new Series(launch, seed, directory, TIME_LIMIT, System.err)
        .run(Cases.few(launch.file().runner(), seed), outcomes);
    boolean failed = outcomes.isEmpty() || outcomes.stream().anyMatch(Outcome::failed);
    return failed ? OutcomeTable.markdown(outcomes) : "";
  }

  private static Launch launch(RunnerProfile profile, Path argFile) throws IOException {
    LaunchFile file =
        new LaunchFile(
            profile.name(),
            profile.engine(),
            profile.hasEventTimeTimers(),
            profile.defaults(),
            profile.jvmFlags(),
            List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
            MAIN,
            profile.cluster().orElse(null));
    file.writeArgFile(argFile);
    return new Launch(file, argFile);
  }

  /** Runs cases; the table of all outcomes is written after each. */
  void run(List<ChaosCase> cases, List<Outcome> outcomes) throws IOException, InterruptedException {
    for (ChaosCase one : cases) {
      Outcome outcome = outcome(one);
      outcomes.add(outcome);
      OutcomeTable.write(directory, outcomes);
      progress.printf(
          Locale.ROOT,
          "%-36s %s: %d tiles, %d survived, %d lost, %d doubled, exit code %d, %.0f s%n",
          outcome.name(),
          outcome.result(),
          outcome.handedOut(),
          outcome.survived(),
          outcome.lost() + outcome.vanished(),
          outcome.doubled(),
          outcome.exitCode(),
          outcome.seconds());
      outcome.problems().forEach(problem -> progress.println("  " + problem));
    }
  }

  private Outcome outcome(ChaosCase one) throws InterruptedException {
    long own = seed + one.name().hashCode();
    try {
      return new CaseRun(one, own, launch, directory.resolve(one.name()), timeLimit, print).run();
    } catch (IOException | RuntimeException e) {
      return Outcome.without(one, own, Outcome.FAILED, "could not be tried: " + e);
    }
  }
}
