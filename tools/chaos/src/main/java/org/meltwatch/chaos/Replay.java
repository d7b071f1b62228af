package org.meltwatch.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.meltwatch.chaos.account.Account;
import org.meltwatch.chaos.account.Evidence;
import org.meltwatch.chaos.account.HandOut;
import org.meltwatch.chaos.account.Verdict;
import org.meltwatch.measure.run.Launch;

/** What is left of a run that was killed itself: its spool, which is run again. */
record Replay(ChaosCase one, Launch launch, Path directory, long timeLimit) {

  /** What a shell reports of a process that was killed with kill -9. */
  private static final int KILLED = 137;

  /** The account of the replay, and of how the first run ended. */
  Verdict verdict(HandOut given, Path results, int exitCode)
      throws IOException, InterruptedException {
    List<String> problems = new ArrayList<>();
    if (exitCode != KILLED) {
      problems.add(String.format(Locale.ROOT, "exit code %d of a run that was killed", exitCode));
    }
    Path temporary = directory.resolve("replay-tmp");
    Path replayed = directory.resolve("replayed");
    Process process =
        RunningCase.start(
            launch,
            temporary,
            directory.resolve("replay.txt"),
            List.of(
                "--replay=" + results.resolve("spool"),
                "--output=" + replayed,
                "--dashboard=off",
                Print.plateOption()));
    try {
      if (!process.waitFor(timeLimit, TimeUnit.SECONDS)) {
        problems.add(String.format(Locale.ROOT, "the replay did not end within %d s", timeLimit));
      }
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    problems.addAll(Leaks.processes(directory));
    problems.addAll(Leaks.temporary(temporary));
    Evidence run = Evidence.of(replayed);
    return Account.ofReplay(given, run, process.exitValue()).with(problems);
  }
}
