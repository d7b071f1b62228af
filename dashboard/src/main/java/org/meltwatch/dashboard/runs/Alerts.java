package org.meltwatch.dashboard.runs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meltwatch.record.rows.AlertsAnswer.Raised;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;

/** Levels that defects were given, and images that are disturbed, as pages are told of them. */
public final class Alerts {

  private static final int MOST = 5000;
  private static final String LAYER = "layer";

  private Alerts() {}

  /** The first of a run, whose monitor is held. */
  public static List<Map<String, Object>> of(FollowedRun run) {
    return Stream.concat(
            run.alerts().stream().map(row -> of(run, row)),
            run.disturbances().stream().map(row -> of(run, row)))
        .sorted(Comparator.comparingInt(alert -> (Integer) alert.get(LAYER)))
        .limit(MOST)
        .toList();
  }

  /** One of them. */
  static Map<String, Object> of(FollowedRun run, Raised row) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("print", run.index(row.printId()));
    what.put(LAYER, row.layer());
    what.put("level", row.level());
    what.put("id", row.id().toString());
    what.put("family", row.family().word());
    what.put("height", row.height());
    what.put("points", row.points());
    what.put("done_us", row.doneUs());
    what.put("suppressed_by", run.keptBack().by(row));
    return what;
  }

  /** That images of a layer are disturbed: instead of a defect there are words. */
  static Map<String, Object> of(FollowedRun run, DisturbedLayer row) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("print", run.index(row.printId()));
    what.put(LAYER, row.layer());
    what.put("level", QualityAnswer.LEVEL);
    what.put("id", row.disturbance().word());
    what.put("family", "");
    what.put("height", null);
    what.put("points", null);
    what.put("words", row.words());
    what.put("done_us", row.doneUs());
    what.put("suppressed_by", run.keptBack().by(row));
    return what;
  }
}
