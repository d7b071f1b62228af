package org.meltwatch.measure.detection;

import java.util.Locale;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;

/**
 * Rules by which defects are found; what is not named here is as by default.
 *
 * @param outlierAbove from what deviation on a point is hot or cold
 * @param regionPoints how many points a region has at least
 * @param minorHeight from how many layers on a defect is MINOR
 * @param countEdges whether a defect that is mostly edge is given a level
 */
public record Rules(int outlierAbove, int regionPoints, int minorHeight, boolean countEdges) {

  /** Those of docs/defects.md. */
  public static final Rules DEFAULT =
      new Rules(
          DefectRules.DEFAULT.outlierAbove(),
          TrackingRules.DEFAULT.regionPoints(),
          TrackingRules.DEFAULT.minorHeight(),
          false);

  /** What a hot, a cold and a saturated point is. */
  DefectRules points() {
    DefectRules usual = DefectRules.DEFAULT;
    return new DefectRules(
        usual.voidBelow(),
        usual.saturatedAbove(),
        outlierAbove,
        usual.eps(),
        usual.minSamples(),
        usual.firstLayer());
  }

  TrackingSettings settings(Plate plate) {
    TrackingRules usual = TrackingRules.DEFAULT;
    TrackingRules rules =
        new TrackingRules(
            usual.regionDistance(),
            regionPoints,
            usual.linkDistance(),
            usual.bridge(),
            minorHeight,
            Math.max(minorHeight, usual.majorHeight()),
            Math.max(minorHeight, usual.stopHeight()),
            countEdges);
    return new TrackingSettings(plate, rules, points(), TrackingSettings.MAX_OPEN_LAYERS);
  }

  /** The options that a run is given for them. */
  public String options() {
    return String.format(
        Locale.ROOT,
        "--outlierAbove=%d --regionPoints=%d --minorHeight=%d --edges=%s",
        outlierAbove,
        regionPoints,
        minorHeight,
        countEdges ? "count" : "ignore");
  }
}
