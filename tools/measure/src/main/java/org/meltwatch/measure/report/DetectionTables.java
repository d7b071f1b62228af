package org.meltwatch.measure.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.meltwatch.measure.detection.BlemishOutcome;
import org.meltwatch.measure.detection.FalseDefect;
import org.meltwatch.measure.detection.Rules;
import org.meltwatch.measure.detection.Score;
import org.meltwatch.prints.synthetic.BlemishKind;

/** The tables of what is found of the blemishes of synthetic prints. */
record DetectionTables(Score usual, List<Score> sweep) {

  private static final int QUARTERS = 4;
  private static final int BEST = 10;

  /** The blemishes of a kind. */
  static List<BlemishOutcome> of(Score score, BlemishKind kind) {
    return score.outcomes().stream().filter(one -> one.blemish().kind() == kind).toList();
  }

  /** All but spatter, which lies on powder and so is at an edge. */
  static List<BlemishOutcome> ofSolid(Score score) {
    return score.outcomes().stream()
        .filter(one -> one.blemish().kind() != BlemishKind.SPATTER)
        .toList();
  }

  static double share(List<BlemishOutcome> all, Predicate<BlemishOutcome> which) {
    return all.isEmpty() ? 0 : (double) all.stream().filter(which).count() / all.size();
  }

  static String percent(List<BlemishOutcome> all, Predicate<BlemishOutcome> which) {
    return all.isEmpty() ? "" : figure(100 * share(all, which));
  }

  static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String words(BlemishKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** All of the report. */
  String report(String print) {
    return "# What is found of the blemishes of synthetic prints\n\n"
        + "Prints: "
        + print
        + ".\n\nRules: `"
        + usual.rules().options()
        + "` (the defaults), unless a table says otherwise.\n\n"
        + text(byKind())
        + text(quarters("heat", DetectionFiles::heat))
        + text(quarters("radius", DetectionFiles::radius))
        + text(falseOnes())
        + text(swept(oneByOne(), "One option changed at a time"))
        + text(
            swept(
                best(), "The best of all rules: no other has as few false alarms and more found"));
  }

  private Table byKind() {
    Table.Builder table =
        new Table.Builder(
            "Found, by kind",
            "kind",
            "made",
            "found",
            "at edges only",
            "MINOR",
            "STOP",
            "layers to be found",
            "to MINOR",
            "to STOP");
    for (BlemishKind kind : BlemishKind.values()) {
      List<BlemishOutcome> all = of(usual, kind);
      table.row(
          words(kind),
          String.valueOf(all.size()),
          percent(all, BlemishOutcome::isFound) + " %",
          percent(all, BlemishOutcome::isEdge) + " %",
          percent(all, BlemishOutcome::isMinor) + " %",
          percent(all, BlemishOutcome::isStop) + " %",
          median(all, BlemishOutcome::found),
          median(all, BlemishOutcome::minor),
          median(all, BlemishOutcome::stop));
    }
    return table.build();
  }

  private static String median(List<BlemishOutcome> all, ToIntFunction<BlemishOutcome> layers) {
    int[] some = all.stream().mapToInt(layers).filter(layer -> layer > 0).sorted().toArray();
    return some.length == 0 ? "-" : String.valueOf(some[some.length / 2]);
  }

  private Table quarters(String name, ToIntFunction<BlemishOutcome> figure) {
    Table.Builder table =
        new Table.Builder(
            "By " + name + ", a quarter of a kind's blemishes in a row",
            "kind",
            name,
            "made",
            "found",
            "MINOR",
            "STOP");
    for (BlemishKind kind : BlemishKind.values()) {
      List<BlemishOutcome> all =
          of(usual, kind).stream().sorted(Comparator.comparingInt(figure)).toList();
      for (int quarter = 0; quarter < QUARTERS && all.size() >= QUARTERS; quarter++) {
        List<BlemishOutcome> some =
            all.subList(quarter * all.size() / QUARTERS, (quarter + 1) * all.size() / QUARTERS);
        table.row(
            words(kind),
            String.format(
                Locale.ROOT,
                "%d to %d",
                figure.applyAsInt(some.get(0)),
                figure.applyAsInt(some.get(some.size() - 1))),
            String.valueOf(some.size()),
            percent(some, BlemishOutcome::isFound) + " %",
            percent(some, BlemishOutcome::isMinor) + " %",
            percent(some, BlemishOutcome::isStop) + " %");
      }
    }
    return table.build();
  }

  private Table falseOnes() {
    Table.Builder table =
        new Table.Builder(
            "Defects that match no blemish, in 100 layers",
            "cause",
            "defects",
            "with a level (false alarms)");
    for (FalseDefect.Cause cause : FalseDefect.Cause.values()) {
      List<FalseDefect> some =
          usual.falseDefects().stream().filter(one -> one.cause() == cause).toList();
      long alarms = some.stream().filter(FalseDefect::isAlarm).count();
      table.row(cause.words(), inHundred(some.size()), inHundred(alarms));
    }
    table.row("all", inHundred(usual.falseDefects().size()), figure(usual.falseAlarms()));
    return table.build();
  }

  private String inHundred(long count) {
    return figure(100.0 * count / usual.layers());
  }

  private List<Score> oneByOne() {
    return sweep.stream().filter(score -> changes(score.rules()) <= 1).toList();
  }

  /** How many rules are not as by default. */
  private static int changes(Rules rules) {
    Rules usual = Rules.DEFAULT;
    return (rules.outlierAbove() == usual.outlierAbove() ? 0 : 1)
        + (rules.regionPoints() == usual.regionPoints() ? 0 : 1)
        + (rules.minorHeight() == usual.minorHeight() ? 0 : 1)
        + (rules.countEdges() == usual.countEdges() ? 0 : 1);
  }

  /** Those that no other rules outdo, by ascending false alarms. */
  private List<Score> best() {
    List<Score> best = new ArrayList<>();
    double most = -1;
    for (Score score :
        sweep.stream()
            .sorted(
                Comparator.comparingDouble(Score::falseAlarms)
                    .thenComparingDouble(one -> -share(ofSolid(one), BlemishOutcome::isMinor)))
            .toList()) {
      double share = share(ofSolid(score), BlemishOutcome::isMinor);
      if (share > most) {
        most = share;
        best.add(score);
      }
    }
    return best.size() <= BEST ? best : best.subList(best.size() - BEST, best.size());
  }

  private static Table swept(List<Score> scores, String caption) {
    Table.Builder table =
        new Table.Builder(
            caption,
            "rules",
            "hot spot",
            "overheating",
            "lack of fusion",
            "on solid, MINOR",
            "spatter",
            "false alarms in 100 layers");
    for (Score score : scores) {
      table.row(
          "`" + score.rules().options() + "`",
          minor(score, BlemishKind.HOT_SPOT),
          minor(score, BlemishKind.OVERHEATING),
          minor(score, BlemishKind.LACK_OF_FUSION),
          percent(ofSolid(score), BlemishOutcome::isMinor) + " %",
          minor(score, BlemishKind.SPATTER),
          figure(score.falseAlarms()));
    }
    return table.build();
  }

  private static String minor(Score score, BlemishKind kind) {
    return percent(of(score, kind), BlemishOutcome::isMinor) + " %";
  }

  private static String text(Table table) {
    StringBuilder text = new StringBuilder("## " + table.caption() + "\n\n");
    line(text, table.header());
    line(text, table.header().stream().map(name -> "---").toList());
    table.rows().forEach(row -> line(text, row));
    return text.append('\n').toString();
  }

  private static void line(StringBuilder text, List<String> values) {
    text.append(values.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
