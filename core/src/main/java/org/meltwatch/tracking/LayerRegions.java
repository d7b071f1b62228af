package org.meltwatch.tracking;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The regions of one family in one layer, as far as later layers ask for them.
 *
 * @param layer the layer
 * @param family the family
 * @param x rows of all points of the regions, ascending
 * @param y their columns, ascending in each row
 * @param region the number of each point's region
 * @param owners the id of the defect that each region belongs to, by the region's number. Arrays
 *     are owned by this and never written to afterwards
 */
public record LayerRegions(
    int layer, Family family, int[] x, int[] y, int[] region, List<DefectId> owners) {

  public LayerRegions {
    requireNonNull(family, "family");
    owners = List.copyOf(owners);
  }

  /** The same with other owners. */
  LayerRegions ownedBy(List<DefectId> others) {
    return new LayerRegions(layer, family, x, y, region, others);
  }

  SortedPoints points(int chain) {
    return new SortedPoints(x, y, chain);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerRegions that
        && layer == that.layer
        && family == that.family
        && Arrays.equals(x, that.x)
        && Arrays.equals(y, that.y)
        && Arrays.equals(region, that.region)
        && owners.equals(that.owners);
  }

  @Override
  public int hashCode() {
    return (layer * 31 + Arrays.hashCode(x)) * 31 + Arrays.hashCode(y);
  }

  /** The points of each region of at least so many points, that are at most so far apart. */
  static List<List<PlatePoint>> find(List<PlatePoint> points, TrackingRules rules) {
    int[] x = points.stream().mapToInt(PlatePoint::x).toArray();
    int[] y = points.stream().mapToInt(PlatePoint::y).toArray();
    SortedPoints sorted = new SortedPoints(x, y, rules.regionDistance());
    Components components = new Components(points.size());
    sorted.near(sorted, rules.regionDistance(), components::join);
    List<List<PlatePoint>> groups = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      groups.add(new ArrayList<>());
    }
    for (int i = 0; i < points.size(); i++) {
      groups.get(components.find(i)).add(points.get(i));
    }
    return groups.stream().filter(group -> group.size() >= rules.regionPoints()).toList();
  }

  /** Regions, given by their points, which no defect owns yet. */
  static LayerRegions of(int layer, Family family, List<List<PlatePoint>> regions) {
    record Placed(PlatePoint point, int region) {}

    List<Placed> all = new ArrayList<>();
    for (int region = 0; region < regions.size(); region++) {
      for (PlatePoint point : regions.get(region)) {
        all.add(new Placed(point, region));
      }
    }
    all.sort((one, other) -> PlatePoint.ORDER.compare(one.point, other.point));
    return new LayerRegions(
        layer,
        family,
        all.stream().mapToInt(placed -> placed.point.x()).toArray(),
        all.stream().mapToInt(placed -> placed.point.y()).toArray(),
        all.stream().mapToInt(Placed::region).toArray(),
        List.of());
  }
}
