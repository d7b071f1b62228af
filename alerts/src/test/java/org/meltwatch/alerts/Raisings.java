package org.meltwatch.alerts;

import java.util.List;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/** Rows of a print that is called P. */
final class Raisings {

  static final DefectId ID = new DefectId(3, 18, 19);

  private Raisings() {}

  static AlertsAnswer.Raised raised(int layer, Level level, DefectId id) {
    return new AlertsAnswer.Raised(
        "P", layer, level, id, Family.HOT, layer - id.layer() + 1, 50, 1_000_000L * layer);
  }

  static AlertsAnswer.Raised raised(int layer, Level level) {
    return raised(layer, level, ID);
  }

  static LayersAnswer.Layer closed(int layer) {
    return new LayersAnswer.Layer("P", layer, 4, 0, 0, 0, 0, 0, 0, null, true, 0);
  }

  static QualityAnswer.DisturbedLayer disturbed(int layer, boolean begins) {
    return new QualityAnswer.DisturbedLayer(
        "P", layer, Disturbance.SHIFTED, 4, "3 -2", begins, 1_000_000L * layer);
  }

  static DefectsAnswer.Grown grown(int layer, DefectId id, Box box) {
    return new DefectsAnswer.Grown(
        "P",
        id,
        Family.HOT,
        layer,
        false,
        layer,
        1,
        1,
        50,
        0,
        0,
        null,
        box,
        0,
        0,
        0,
        null,
        List.of(),
        0);
  }
}
