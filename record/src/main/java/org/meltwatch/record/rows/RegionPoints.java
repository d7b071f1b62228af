package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerRegions;
import org.meltwatch.tracking.LayerReport;

/**
 * The points of a region, as runs of points side by side. They are in part files from the moment
 * that the layer is closed, in a row for each region, and before the layer's other rows. A row is
 * some ten bytes for each run.
 *
 * @param printId the print
 * @param layer the layer
 * @param id what the region's defect was called when the layer was closed; another defect may have
 *     absorbed it since
 * @param family what its points are
 * @param points how many points it has
 * @param runs three numbers for each run: row on the plate, first column, length; by row and
 *     column. Owned by this and never written to
 * @param leftOut how many points are in no run, for the region has more than {@link #MOST_RUNS}
 */
public record RegionPoints(
    String printId, int layer, DefectId id, Family family, long points, int[] runs, long leftOut)
    implements Row {

  /** The most runs that a row has. */
  public static final int MOST_RUNS = 20_000;

  /** The kind of these rows. */
  public static final RowType<RegionPoints> TYPE = new RowType<>("regions", RegionPoints.class) {};

  /** How many numbers there are of a run. */
  public static final int FIELDS = 3;

  public RegionPoints {
    requireNonNull(printId, "print_id");
    requireNonNull(id, "id");
    requireNonNull(family, "family");
    if (runs.length % FIELDS != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "runs (%d numbers) must be three for each", runs.length));
    }
  }

  @Override
  public RowType<RegionPoints> type() {
    return TYPE;
  }

  /** A layer's rows. */
  static List<RegionPoints> rows(LayerReport layer) {
    List<RegionPoints> rows = new ArrayList<>();
    for (LayerRegions regions : layer.points()) {
      TreeMap<Integer, Runs> byRegion = new TreeMap<>();
      for (int i = 0; i < regions.x().length; i++) {
        byRegion
            .computeIfAbsent(regions.region()[i], first -> new Runs())
            .add(regions.x()[i], regions.y()[i]);
      }
      byRegion.forEach(
          (region, runs) ->
              rows.add(
                  new RegionPoints(
                      layer.printId(),
                      layer.layer(),
                      regions.owners().get(region),
                      regions.family(),
                      runs.points,
                      runs.toArray(),
                      runs.leftOut)));
    }
    return rows;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegionPoints that
        && printId.equals(that.printId)
        && layer == that.layer
        && id.equals(that.id)
        && family == that.family
        && points == that.points
        && Arrays.equals(runs, that.runs)
        && leftOut == that.leftOut;
  }

  @Override
  public int hashCode() {
    return (printId.hashCode() * 31 + layer) * 31 + Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "RegionPoints[%s, layer %d, %s, %d points]", printId, layer, id, points);
  }

  /** Runs of points that come by row and column. */
  private static final class Runs {

    private int[] runs = new int[3 * FIELDS];
    private int size;
    private long points;
    private long leftOut;

    void add(int x, int y) {
      points++;
      if (size > 0 && runs[size - 3] == x && runs[size - 2] + runs[size - 1] == y) {
        runs[size - 1]++;
      } else if (size == MOST_RUNS * FIELDS) {
        leftOut++;
      } else {
        if (size == runs.length) {
          runs = Arrays.copyOf(runs, 2 * size);
        }
        runs[size] = x;
        runs[size + 1] = y;
        runs[size + 2] = 1;
        size += FIELDS;
      }
    }

    int[] toArray() {
      return Arrays.copyOf(runs, size);
    }
  }
}
