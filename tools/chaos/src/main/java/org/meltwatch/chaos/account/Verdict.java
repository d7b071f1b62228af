package org.meltwatch.chaos.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a run's account stands.
 *
 * @param fates how many tiles met each fate
 * @param doubled how many rows were there that should not be, because their tile had one
 * @param problems what is wrong with the account; empty if nothing is
 */
public record Verdict(Map<Fate, Long> fates, long doubled, List<String> problems) {

  public Verdict {
    fates = Map.copyOf(fates);
    problems = List.copyOf(problems);
  }

  public long count(Fate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** Tiles without an answer that nothing but a disturbance has cost: named, or never reached. */
  long lost() {
    return count(Fate.NAMED) + count(Fate.UNREACHED) + count(Fate.VANISHED);
  }

  /** The same with more that is wrong. */
  public Verdict with(List<String> more) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(more);
    return new Verdict(fates, doubled, all);
  }
}
