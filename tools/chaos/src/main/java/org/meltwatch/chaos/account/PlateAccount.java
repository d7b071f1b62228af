package org.meltwatch.chaos.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.conformance.Expected;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.run.RunSummary;
import org.meltwatch.record.run.TrackingCounts;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;

/**
 * Accounts for the defects of a plate: the files of a run that closed every layer on evidence are
 * those of the reference model, to the byte, whatever befell the run.
 */
record PlateAccount(Plate plate, Evidence run) {

  /** What a run says of plates. */
  static final List<Answer<?>> ANSWERS =
      List.of(DefectsAnswer.TYPE, LayersAnswer.TYPE, AlertsAnswer.TYPE, QualityAnswer.TYPE);

  /**
   * What is wrong.
   *
   * @param tiles those that the run can have known
   * @param cut what is said of those that came without their end, by batch id
   */
  List<String> problems(List<EncodedTile> tiles, Map<Long, String> cut) {
    @Nullable RunSummary summary = run.summary();
    if (summary == null || !run.isWhole() || !summary.counts().unanswered().isEmpty()) {
      return List.of();
    }
    @Nullable TrackingCounts tracking = summary.counts().tracking();
    if (tracking == null || tracking.unproven() > 0 || !tracking.untracked().isEmpty()) {
      return List.of("layers that are not closed on evidence: " + tracking);
    }
    TrackingSettings settings =
        new TrackingSettings(
            plate, TrackingRules.DEFAULT, DefectRules.DEFAULT, TrackingSettings.MAX_OPEN_LAYERS);
    Expected expected =
        Expected.of(tiles, DefectRules.DEFAULT, cut).withDefects(tiles, settings, cut);
    List<String> problems = new ArrayList<>();
    for (Answer<?> answer : ANSWERS) {
      compare(answer.fileName(), expected.files().getOrDefault(answer.fileName(), ""), problems);
    }
    return problems;
  }

  private void compare(String file, String expected, List<String> problems) {
    @Nullable String actual = run.ofPlates().get(file);
    if (actual == null) {
      problems.add(file + " is not there");
    } else if (!actual.equals(expected)) {
      problems.add(difference(file, expected.lines().toList(), actual.lines().toList()));
    }
  }

  private static String difference(String file, List<String> expected, List<String> actual) {
    int line = 0;
    while (line < Math.min(expected.size(), actual.size())
        && expected.get(line).equals(actual.get(line))) {
      line++;
    }
    return String.format(
        Locale.ROOT,
        "%s differs from the reference model's in line %d: %s, not %s",
        file,
        line + 1,
        line < actual.size() ? actual.get(line) : "nothing",
        line < expected.size() ? expected.get(line) : "nothing");
  }
}
