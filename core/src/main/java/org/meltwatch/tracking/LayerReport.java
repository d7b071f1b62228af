package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.quality.Disturbed;

/**
 * What a closed layer of a print comes to.
 *
 * @param printId the print
 * @param layer the layer
 * @param isProven whether it was closed on evidence; if not, too many layers were open
 * @param present how many tiles are present
 * @param observed how many points are observed
 * @param saturated how many points are saturated
 * @param hot how many are hot and not saturated
 * @param cold how many are cold
 * @param regions how many regions both families have
 * @param alerts levels given now, by id and family
 * @param changed the defects that have a region in this layer, by id and family
 * @param absorbed the defects that became part of one of those
 * @param points the points of the layer's regions, of each family that has any
 * @param disturbed what is wrong with its images
 */
public record LayerReport(
    String printId,
    int layer,
    boolean isProven,
    int present,
    long observed,
    long saturated,
    long hot,
    long cold,
    int regions,
    List<Alert> alerts,
    List<Defect> changed,
    List<Defect> absorbed,
    List<LayerRegions> points,
    List<Disturbed> disturbed)
    implements PlateReport {

  public LayerReport {
    requireNonNull(printId, "printId");
    alerts = List.copyOf(alerts);
    changed = List.copyOf(changed);
    absorbed = List.copyOf(absorbed);
    points = List.copyOf(points);
    disturbed = List.copyOf(disturbed);
  }

  /** The highest level that was given, or null. */
  public @Nullable Level level() {
    return alerts.stream().map(Alert::level).max(Level::compareTo).orElse(null);
  }
}
