package org.meltwatch.measure.detection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.tracking.Defect;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerRegions;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.TrackingSettings;

/**
 * A point of a defect.
 *
 * @param layer its layer
 * @param x its row on the plate
 * @param y its column on the plate
 * @param family the defect's family
 * @param level the level that the defect was given in the end; null if none
 */
public record DefectPoint(int layer, int x, int y, Family family, @Nullable Level level) {

  /** The points of all defects of a print whose tiles are all there. */
  public static List<DefectPoint> of(List<List<Image>> layers, TrackingSettings settings) {
    TrackedPrint tracked =
        TrackedPrint.of(TrackedPrint.findings(layers, settings.points()), settings);
    List<DefectPoint> points = new ArrayList<>();
    for (LayerRegions regions : tracked.regions()) {
      for (int i = 0; i < regions.x().length; i++) {
        DefectId owner = regions.owners().get(regions.region()[i]);
        Defect defect = tracked.defects().get(tracked.last(owner, regions.family()));
        points.add(
            new DefectPoint(
                regions.layer(),
                regions.x()[i],
                regions.y()[i],
                regions.family(),
                defect == null ? null : defect.level()));
      }
    }
    return points;
  }
}
