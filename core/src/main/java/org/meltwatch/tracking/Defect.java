package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A defect, so far as it has grown.
 *
 * @param id its smallest point
 * @param family what its points are
 * @param layers in which it has regions
 * @param regions how many it has
 * @param points how many it has
 * @param saturated how many of them are saturated
 * @param edge how many of them are edge points
 * @param peak the strongest point that is not saturated, or null
 * @param box where on the plate it is
 * @param sumLayer the sum of its points' layers
 * @param sumX the sum of their rows
 * @param sumY the sum of their columns
 * @param level the highest that it was given, or null
 * @param absorbed the ids of defects that became part of it, ascending
 */
public record Defect(
    DefectId id,
    Family family,
    LayerSet layers,
    long regions,
    long points,
    long saturated,
    long edge,
    @Nullable Peak peak,
    Box box,
    long sumLayer,
    long sumX,
    long sumY,
    @Nullable Level level,
    List<DefectId> absorbed) {

  public Defect {
    requireNonNull(id, "id");
    requireNonNull(family, "family");
    absorbed = List.copyOf(absorbed);
  }

  /** The defect of one region, whose points are in order. */
  static Defect of(int layer, Family family, List<PlatePoint> region) {
    PlatePoint first = region.get(0);
    Box box = new Box(first.x(), first.y(), first.x(), first.y());
    @Nullable Peak peak = null;
    long saturated = 0;
    long edge = 0;
    long sumX = 0;
    long sumY = 0;
    for (PlatePoint point : region) {
      box = box.with(new Box(point.x(), point.y(), point.x(), point.y()));
      saturated += point.isSaturated() ? 1 : 0;
      edge += point.isEdge() ? 1 : 0;
      sumX += point.x();
      sumY += point.y();
      if (!point.isSaturated()) {
        DefectId at = new DefectId(layer, point.x(), point.y());
        peak = stronger(peak, new Peak(Math.abs(point.numerator()), at));
      }
    }
    return new Defect(
        new DefectId(layer, first.x(), first.y()),
        family,
        LayerSet.of(layer),
        1,
        region.size(),
        saturated,
        edge,
        peak,
        box,
        (long) layer * region.size(),
        sumX,
        sumY,
        null,
        List.of());
  }

  /** Both in one; neither absorbs the other by this alone. */
  Defect with(Defect other) {
    List<DefectId> all = new ArrayList<>(absorbed);
    all.addAll(other.absorbed);
    return new Defect(
        id.compareTo(other.id) <= 0 ? id : other.id,
        family,
        layers.with(other.layers),
        regions + other.regions,
        points + other.points,
        saturated + other.saturated,
        edge + other.edge,
        stronger(peak, other.peak),
        box.with(other.box),
        sumLayer + other.sumLayer,
        sumX + other.sumX,
        sumY + other.sumY,
        higher(level, other.level),
        all.stream().sorted().toList());
  }

  /** The same after it became one with others that were there before. */
  Defect absorbing(List<DefectId> others) {
    List<DefectId> all = new ArrayList<>(absorbed);
    all.addAll(others);
    return new Defect(
        id,
        family,
        layers,
        regions,
        points,
        saturated,
        edge,
        peak,
        box,
        sumLayer,
        sumX,
        sumY,
        level,
        all.stream().sorted().toList());
  }

  /** The same once it was given a level. */
  Defect given(Level newLevel) {
    return new Defect(
        id, family, layers, regions, points, saturated, edge, peak, box, sumLayer, sumX, sumY,
        newLevel, absorbed);
  }

  /** How many layers it reaches over when a layer of it is closed. */
  int height(int layer) {
    return layer - id.layer() + 1;
  }

  /** True if it is mostly edge. */
  boolean isEdge() {
    return 2 * edge > points;
  }

  private static @Nullable Peak stronger(@Nullable Peak one, @Nullable Peak other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.or(other);
  }

  static @Nullable Level higher(@Nullable Level one, @Nullable Level other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
