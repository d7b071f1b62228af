package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.chaos.account.Account;
import org.meltwatch.chaos.account.ChallengerRecord;
import org.meltwatch.chaos.account.Damage;
import org.meltwatch.chaos.account.Evidence;
import org.meltwatch.chaos.account.HandOut;
import org.meltwatch.chaos.account.Unwritten;
import org.meltwatch.chaos.account.Verdict;
import org.meltwatch.chaos.course.Course;
import org.meltwatch.chaos.course.CourseFiles;
import org.meltwatch.measure.run.ClusterProcess;
import org.meltwatch.measure.run.Launch;
import org.meltwatch.processes.ClusterProcesses;

/** One case from beginning to end: makes the run, disturbs it, and accounts for it. */
final class CaseRun {

  private final ChaosCase one;
  private final long seed;
  private final Launch launch;
  private final Path directory;
  private final long timeLimit;
  private final Print print;

  /**
   * A case.
   *
   * @param directory a new one, for all that it leaves behind
   * @param timeLimit seconds that its run may take after what disturbs it, beside its own patience
   * @param print what is printed
   */
  CaseRun(ChaosCase one, long seed, Launch launch, Path directory, long timeLimit, Print print) {
    this.one = one;
    this.seed = seed;
    this.launch = one.workers() == 0 ? launch : launch.onPort(freePort());
    this.directory = directory;
    this.timeLimit = timeLimit + one.patience();
    this.print = print;
  }

  private static int freePort() {
    try {
      return ClusterProcesses.freePort();
    } catch (IOException e) {
      throw new IllegalStateException("no port is free: " + e.getMessage(), e);
    }
  }

  /** Runs it. */
  Outcome run() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    try (@Nullable SmallDisk disk =
            one.disk() == ChaosCase.Disk.NOTHING
                ? null
                : SmallDisk.mount(directory.resolve("disk"));
        LocalChallenger challenger = LocalChallenger.start(challenger())) {
      return run(challenger, disk);
    } catch (SmallDisk.NotPermittedException e) {
      return Outcome.without(one, seed, Outcome.SKIPPED, "cannot mount: " + e.getMessage());
    }
  }

  private Settings challenger() {
    Settings settings = Settings.of(print.synthetic(seed)).withRate(one.rate());
    if (!one.faults().isEmpty()) {
      settings = settings.withRates(FaultRates.parse(one.faults(), seed));
    }
    return one.forgetful() ? settings.withoutMemory() : settings;
  }

  private Outcome run(LocalChallenger challenger, @Nullable SmallDisk disk)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    Damage damage = Damage.NONE;
    Path results = results(disk);
    int exitCode;
    long started = System.nanoTime();
    long ended;
    try (@Nullable ClusterProcess cluster =
            one.workers() == 0
                ? null
                : ClusterProcess.start(launch, one.workers(), directory.resolve("cluster"));
        @Nullable FedTopic topic =
            one.isByKafka() ? FedTopic.start(one, directory, disk, challenger.url()) : null) {
      started = System.nanoTime();
      RunningCase running =
          RunningCase.start(
              launch,
              temporary(),
              log(),
              arguments(challenger, results, disk, topic),
              new RunningCase.Surroundings(results, one.workers(), cluster, disk, topic));
      try {
        Course course =
            print.isLong() ? Course.start(running::pids, results.resolve("spool")) : null;
        try {
          problems.addAll(
              running.disturb(one.disturbances(), challenger.tiles().size(), timeLimit));
          exitCode = await(running.process(), problems);
          ended = System.nanoTime();
        } finally {
          if (course != null) {
            course.stop();
          }
        }
        if (course != null) {
          problems.addAll(CourseFiles.write(directory, course, results));
        }
        problems.addAll(Leaks.threads(running.clusterPids()));
        if (topic != null) {
          problems.addAll(topic.problems(exitCode));
          damage = new Damage(one.isCutOff(), topic.poisoned());
        }
      } finally {
        running.process().destroyForcibly();
      }
    }
    double seconds = (ended - started) / 1e9;
    problems.addAll(Leaks.processes(directory));
    HandOut given =
        ChallengerRecord.of(challenger, !one.forgetful(), one.isResumed() ? null : Print.PLATE);
    Verdict verdict = verdict(given, damage, results, exitCode, disk);
    return Outcome.of(one, seed, given, verdict.with(problems), exitCode, seconds);
  }

  private int await(Process process, List<String> problems) throws InterruptedException {
    if (!process.waitFor(timeLimit, TimeUnit.SECONDS)) {
      problems.add(String.format(Locale.ROOT, "the run did not end within %d s", timeLimit));
      process.destroyForcibly();
      process.waitFor();
      return -1;
    }
    return process.exitValue();
  }

  private Path log() {
    return directory.resolve("log.txt");
  }

  private Path temporary() {
    return directory.resolve("tmp");
  }

  private Path results(@Nullable SmallDisk disk) {
    return disk != null && one.disk() == ChaosCase.Disk.OUTPUT
        ? disk.directory().resolve("results")
        : directory.resolve("results");
  }

  private List<String> arguments(
      LocalChallenger challenger,
      Path results,
      @Nullable SmallDisk disk,
      @Nullable FedTopic topic) {
    List<String> arguments = new ArrayList<>(one.options());
    if (topic == null) {
      arguments.add("--challenger=" + challenger.url());
    } else {
      arguments.addAll(topic.options());
    }
    arguments.add("--output=" + results);
    arguments.add("--dashboard=off");
    arguments.add("--benchName=" + one.name());
    arguments.add(Print.plateOption());
    if (disk != null && one.disk() == ChaosCase.Disk.SPOOL) {
      arguments.add("--spoolDir=" + disk.directory().resolve("spool"));
    }
    if (one.workers() > 0 && launch.file().cluster() != null) {
      launch.file().cluster().options(one.workers()).stream()
          .filter(option -> !isGiven(option))
          .forEach(arguments::add);
    }
    return arguments;
  }

  private boolean isGiven(String option) {
    String name = option.substring(0, option.indexOf('=') + 1);
    return one.options().stream().anyMatch(given -> given.startsWith(name));
  }

  private Verdict verdict(
      HandOut given, Damage damage, Path results, int exitCode, @Nullable SmallDisk disk)
      throws IOException, InterruptedException {
    if (one.isReplayed()) {
      return new Replay(one, launch, directory, timeLimit).verdict(given, results, exitCode);
    }
    Evidence run = Evidence.of(written(results, disk));
    List<String> more = new ArrayList<>(RunLog.problems(log(), exitCode));
    if (exitCode == 1 && !one.mayFail()) {
      more.add("the run failed");
    }
    if (one.isCounted() && given.injected().isEmpty()) {
      more.add("the challenger was not drawn to do anything wrong");
    }
    if (exitCode == 0) {
      more.addAll(Leaks.files(results));
    }
    if (exitCode != -1 && !one.isKilled()) {
      more.addAll(Leaks.temporary(temporary()));
    }
    return Account.of(given, damage, run, exitCode).with(more);
  }

  /** Where a full disk has kept the run from writing, what it would have written. */
  private Path written(Path results, @Nullable SmallDisk disk) throws IOException {
    boolean full = disk != null && one.disk() == ChaosCase.Disk.OUTPUT;
    return full && !Files.exists(results.resolve("run.json"))
        ? Unwritten.rebuild(results, log(), directory.resolve("rebuilt"))
        : results;
  }
}
