package org.meltwatch.chaos.account;

import java.util.List;
import java.util.Map;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.run.RunCost;
import org.meltwatch.record.run.RunCounts;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.TrackingCounts;
import org.meltwatch.record.run.Versions;

/** What runs say of themselves. */
final class Summaries {

  private Summaries() {}

  /** A run of which so many lanes have ended, of as many. */
  static RunSummary of(int lanes, List<IdRange> unanswered, List<IdRange> missing) {
    return of(
        new RunCounts(lanes, lanes, 0, 0, 0, 0, 0, 0, 0, 0, 0, unanswered, 0, missing, 0, null));
  }

  /** A run that has closed so many layers of a print without proof. */
  static RunSummary tracking(int lanes, int unproven) {
    return of(
        new RunCounts(
            lanes,
            lanes,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            List.of(),
            0,
            List.of(),
            0,
            new TrackingCounts(6, unproven, 0, List.of())));
  }

  /** A run that has given up one of so many lanes. */
  static RunSummary givenUp(int lanes) {
    RunSummary whole = of(lanes, List.of(), List.of());
    return of(whole.counts(), List.of("lane 0: no broker has answered"));
  }

  private static RunSummary of(RunCounts counts) {
    return of(counts, List.of());
  }

  private static RunSummary of(RunCounts counts, List<String> givenUp) {
    return new RunSummary(
        new Versions("0", "0", "fake", "17", "none"),
        Map.of(),
        counts,
        List.of(),
        List.of(),
        List.of(),
        givenUp,
        Map.of(),
        new RunCost(0, 0, 0, 0, 0, 0, 0, 0),
        null,
        null,
        null,
        null);
  }
}
