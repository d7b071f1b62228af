package org.meltwatch.record.rows;

import java.util.ArrayList;
import java.util.List;
import org.meltwatch.tracking.LayerReport;
import org.meltwatch.tracking.PlateReport;
import org.meltwatch.tracking.PrintTracked;

/** The rows that stand for a report of the tracking. */
public final class PlateRows {

  private PlateRows() {}

  /** A report's rows, ready at {@code doneUs} microseconds since the epoch. */
  public static List<Row> of(PlateReport report, long doneUs) {
    List<Row> rows = new ArrayList<>();
    if (report instanceof LayerReport layer) {
      rows.addAll(RegionPoints.rows(layer));
      rows.addAll(DefectsAnswer.rows(layer, doneUs));
      rows.addAll(AlertsAnswer.rows(layer, doneUs));
      rows.addAll(QualityAnswer.rows(layer, doneUs));
      rows.add(LayersAnswer.row(layer, doneUs));
    } else if (report instanceof PrintTracked tracked) {
      rows.add(EventRow.of(tracked.event()));
    }
    return rows;
  }
}
