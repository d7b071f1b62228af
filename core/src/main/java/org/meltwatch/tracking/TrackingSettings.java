package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.quality.QualityRules;

/**
 * How the defects of a plate are tracked.
 *
 * @param plate how it is cut into tiles
 * @param rules what a region, a defect and a level is
 * @param quality what a disturbed layer is
 * @param points what a hot, a cold, a saturated and a void point is, and the first layer
 * @param maxOpenLayers how many layers may be open; when more are, the oldest is closed without
 *     proof that nothing more comes for it
 */
public record TrackingSettings(
    Plate plate, TrackingRules rules, QualityRules quality, DefectRules points, int maxOpenLayers)
    implements java.io.Serializable {

  /**
   * How many layers may be open, unless told otherwise: as many as tiles of a key may wait for one
   * below them.
   */
  public static final int MAX_OPEN_LAYERS = 256;

  /** Settings with the usual rules for the quality of images. */
  public TrackingSettings(Plate plate, TrackingRules rules, DefectRules points, int maxOpenLayers) {
    this(plate, rules, QualityRules.DEFAULT, points, maxOpenLayers);
  }

  public TrackingSettings {
    requireNonNull(plate, "plate");
    requireNonNull(rules, "rules");
    requireNonNull(quality, "quality");
    requireNonNull(points, "points");
    if (maxOpenLayers < 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "maxOpenLayers (%d) must be at least 3: a layer is closed by one two above it",
              maxOpenLayers));
    }
  }
}
