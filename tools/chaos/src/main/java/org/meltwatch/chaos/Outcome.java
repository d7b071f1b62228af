package org.meltwatch.chaos;

import java.util.List;
import java.util.Map;
import org.meltwatch.chaos.account.Fate;
import org.meltwatch.chaos.account.HandOut;
import org.meltwatch.chaos.account.Verdict;

/**
 * How a case went.
 *
 * @param name the case
 * @param seed what it was drawn from
 * @param disturbed what went wrong on purpose
 * @param injected how often the challenger misbehaved, by kind
 * @param handedOut tiles that the challenger handed out
 * @param survived tiles whose answer is in the result files
 * @param duplicates tiles that share another one's row
 * @param refused dead letters
 * @param lost tiles without an answer that the run names, or says it never reached
 * @param vanished tiles that are nowhere
 * @param doubled rows that are there twice
 * @param exitCode of the run; -1 if it had to be ended
 * @param seconds that the run took
 * @param result passed, FAILED, or SKIPPED
 * @param problems why
 */
record Outcome(
    String name,
    long seed,
    String disturbed,
    Map<String, Integer> injected,
    long handedOut,
    long survived,
    long duplicates,
    long refused,
    long lost,
    long vanished,
    long doubled,
    int exitCode,
    double seconds,
    String result,
    List<String> problems) {

  static final String PASSED = "passed";
  static final String FAILED = "FAILED";
  static final String SKIPPED = "SKIPPED";

  static Outcome of(
      ChaosCase one, long seed, HandOut given, Verdict verdict, int exitCode, double seconds) {
    return new Outcome(
        one.name(),
        seed,
        one.text(),
        given.injected(),
        given.tiles().size(),
        verdict.count(Fate.SURVIVED),
        verdict.count(Fate.DUPLICATE),
        verdict.count(Fate.REFUSED),
        verdict.count(Fate.NAMED) + verdict.count(Fate.UNREACHED),
        verdict.count(Fate.VANISHED),
        verdict.doubled(),
        exitCode,
        seconds,
        verdict.problems().isEmpty() ? PASSED : FAILED,
        verdict.problems());
  }

  /** A case that said nothing about any tile. */
  static Outcome without(ChaosCase one, long seed, String result, String why) {
    return new Outcome(
        one.name(), seed, one.text(), Map.of(), 0, 0, 0, 0, 0, 0, 0, -1, 0, result, List.of(why));
  }

  boolean failed() {
    return result.equals(FAILED);
  }
}
