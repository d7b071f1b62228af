package org.meltwatch.measure.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.tracking.TileFindings;

/**
 * How well some rules find what was made in some prints.
 *
 * @param rules the rules
 * @param layers how many layers the prints have in all
 * @param defects how many defects were found in all
 * @param outcomes what has become of each blemish
 * @param falseDefects defects that match no blemish
 */
public record Score(
    Rules rules,
    int layers,
    int defects,
    List<BlemishOutcome> outcomes,
    List<FalseDefect> falseDefects) {

  public Score {
    outcomes = List.copyOf(outcomes);
    falseDefects = List.copyOf(falseDefects);
  }

  /** Tries one set of rules after the other on some prints. */
  public static final class Trials {

    private final List<MadePrint> prints;
    private final Map<Integer, List<List<List<TileFindings>>>> findings = new HashMap<>();

    public Trials(List<MadePrint> prints) {
      this.prints = List.copyOf(prints);
    }

    /** Finds, tracks and matches; what the kernel finds is kept for the next rules. */
    public Score score(Rules rules) {
      if (!findings.containsKey(rules.outlierAbove())) {
        findings.clear();
        findings.put(
            rules.outlierAbove(),
            prints.stream().map(print -> print.findings(rules.points())).toList());
      }
      int layers = 0;
      int defects = 0;
      List<BlemishOutcome> outcomes = new ArrayList<>();
      List<FalseDefect> wrong = new ArrayList<>();
      for (int i = 0; i < prints.size(); i++) {
        MadePrint print = prints.get(i);
        TrackedPrint tracked =
            TrackedPrint.of(
                findings.getOrDefault(rules.outlierAbove(), List.of()).get(i),
                rules.settings(print.plate()));
        Matching matching = Matching.of(print, tracked);
        layers += print.print().layers();
        defects += tracked.defects().size();
        outcomes.addAll(matching.outcomes());
        wrong.addAll(matching.falseDefects());
      }
      return new Score(rules, layers, defects, outcomes, wrong);
    }
  }

  /** Alarms that no blemish gave cause for, in 100 layers. */
  public double falseAlarms() {
    return 100.0 * falseDefects.stream().filter(FalseDefect::isAlarm).count() / layers;
  }
}
