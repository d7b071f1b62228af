package org.meltwatch.dashboard.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.record.rows.AlertsAnswer.Raised;

/** Levels that defects were given, as pages are told of them. */
public final class Alerts {

  private static final int MOST = 5000;

  private Alerts() {}

  /** The first of a run, whose monitor is held. */
  public static List<Map<String, Object>> of(FollowedRun run) {
    return run.alerts().stream().limit(MOST).map(row -> of(run, row)).toList();
  }

  /** One of them. */
  static Map<String, Object> of(FollowedRun run, Raised row) {
    Map<String, Object> what = new LinkedHashMap<>();
    what.put("print", run.index(row.printId()));
    what.put("layer", row.layer());
    what.put("level", row.level());
    what.put("id", row.id().toString());
    what.put("family", row.family().word());
    what.put("height", row.height());
    what.put("points", row.points());
    what.put("done_us", row.doneUs());
    what.put("suppressed_by", run.keptBack().by(row));
    return what;
  }
}
