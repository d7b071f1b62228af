package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The defects of a print that can still grow. Never changed: a layer more gives another one.
 *
 * @param defects those that can still be linked with a region to come
 * @param recent the regions that one to come can be linked with
 */
public record OpenDefects(List<Defect> defects, List<LayerRegions> recent) {

  /** Those of a print of which no layer is closed. */
  public static final OpenDefects NONE = new OpenDefects(List.of(), List.of());

  private static final Comparator<Defect> ORDER =
      Comparator.comparing(Defect::id).thenComparing(Defect::family);

  public OpenDefects {
    defects = List.copyOf(defects);
    recent = List.copyOf(recent);
  }

  /**
   * What a layer makes of the defects.
   *
   * @param open those that can still grow
   * @param regions how many regions the layer has
   * @param alerts levels that were given, by id and family
   * @param changed those with a region in the layer, by id and family
   * @param absorbed those that became part of one of these
   */
  record Step(
      OpenDefects open,
      int regions,
      List<Alert> alerts,
      List<Defect> changed,
      List<Defect> absorbed) {}

  /** Goes on by a layer. */
  Step with(int layer, LayerPoints points, TrackingRules rules) {
    List<Defect> open = new ArrayList<>();
    List<LayerRegions> regions = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    List<Defect> changed = new ArrayList<>();
    List<Defect> absorbed = new ArrayList<>();
    int found = 0;
    for (Family family : Family.values()) {
      Growth growth = Growth.of(family, this, layer, points.of(family), rules);
      found += growth.regions();
      regions.addAll(growth.recent());
      absorbed.addAll(growth.absorbed());
      open.addAll(growth.unchanged());
      for (Defect defect : growth.changed()) {
        Level level = newLevel(defect, layer, rules);
        if (level != null) {
          alerts.add(new Alert(level, defect.id(), family, defect.height(layer), defect.points()));
        }
        changed.add(level == null ? defect : defect.given(level));
      }
    }
    open.addAll(changed);
    open.sort(ORDER);
    changed.sort(ORDER);
    absorbed.sort(ORDER);
    alerts.sort(Alert.ORDER);
    return new Step(new OpenDefects(open, regions), found, alerts, changed, absorbed);
  }

  /** The level that a defect is given now; null if none, or if it had it or a higher one. */
  private static @Nullable Level newLevel(Defect defect, int layer, TrackingRules rules) {
    if (defect.isEdge() && !rules.countEdges()) {
      return null;
    }
    Level level = rules.level(defect.height(layer));
    Level had = defect.level();
    return level == null || (had != null && level.compareTo(had) <= 0) ? null : level;
  }
}
