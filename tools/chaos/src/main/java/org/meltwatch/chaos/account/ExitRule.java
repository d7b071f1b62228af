package org.meltwatch.chaos.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a run's exit code must say: 0 only if nothing is missing, 3 if the run came to its end with
 * something missing, 1 if it was cut short.
 *
 * @param run what it has left behind
 * @param lost batch ids that have no answer
 * @param refused whether there are dead letters
 */
record ExitRule(Evidence run, Set<Long> lost, boolean refused) {

  /** What is wrong with the code, if anything is. */
  Optional<String> problem(int exitCode) {
    boolean flawed = !lost.isEmpty() || refused || saysMore();
    boolean right =
        switch (exitCode) {
          case 0 -> !flawed && run.isWhole();
          case 1 -> true;
          case 3 -> flawed || !run.isWhole();
          default -> false;
        };
    return right
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "exit code %d, with %d batches lost%s%s",
                exitCode,
                lost.size(),
                refused ? " and dead letters" : "",
                run.isWhole() ? "" : ", and not all lanes ended"));
  }

  /** Reasons that a run may have besides: it cannot know that nothing was lost after all. */
  private boolean saysMore() {
    return run.summary() != null
        && (!run.summary().lost().isEmpty()
            || !run.summary().revised().isEmpty()
            || run.summary().counts().crowdedLayers() > 0);
  }
}
