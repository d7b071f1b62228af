package org.meltwatch.dashboard.runs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;

/** The points of regions by layer, as runs: numbers in one list. */
public final class Regions {

  private static final int MOST_NUMBERS = 1 << 25;
  private static final int HEAD = 6;
  private static final int NOTHING = -1;

  /** Of each region: the one before it in its layer, family, id (3), how many runs; then runs. */
  private final Ints numbers = new Ints();

  private final Set<Long> known = new HashSet<>();
  private int[] last = new int[0];
  private boolean cut;

  /** Who is told of regions, and of the runs of points of each. */
  public interface Listener {

    /** A region, whose runs follow. */
    default void region(DefectId id, Family family) {}

    /** Points (x, y) to (x, y + length - 1) of the plate. */
    void run(DefectId id, Family family, int x, int y, int length);
  }

  /** True if there was no room for all of them. */
  public boolean isCut() {
    return cut;
  }

  /** Takes a region that was not there before. */
  void add(RegionPoints row) {
    int[] runs = row.runs();
    if (runs.length == 0 || !known.add(key(row))) {
      return;
    }
    cut |= row.leftOut() > 0;
    if (numbers.size() + (long) HEAD + runs.length > MOST_NUMBERS) {
      cut = true;
      return;
    }
    int layer = row.layer();
    if (layer >= last.length) {
      int before = last.length;
      last = Arrays.copyOf(last, Math.max(layer + 1, Math.max(64, before + before / 2)));
      Arrays.fill(last, before, last.length, NOTHING);
    }
    int at = numbers.size();
    numbers.add(last[layer]);
    numbers.add(row.family() == Family.HOT ? 1 : 0);
    numbers.add(row.id().layer());
    numbers.add(row.id().x());
    numbers.add(row.id().y());
    numbers.add(runs.length / RegionPoints.FIELDS);
    for (int number : runs) {
      numbers.add(number);
    }
    last[layer] = at;
  }

  /** A region's first point is of no other region of its family. */
  private static long key(RegionPoints row) {
    long place = (long) row.runs()[0] << 31 | row.runs()[1];
    long where = row.layer() * 2L + (row.family() == Family.HOT ? 1 : 0);
    return place * 0x9E3779B97F4A7C15L + where;
  }

  /** Tells all runs of a layer. */
  public void each(int layer, Listener told) {
    int at = layer < last.length ? last[layer] : NOTHING;
    for (; at != NOTHING; at = numbers.get(at)) {
      Family family = numbers.get(at + 1) == 1 ? Family.HOT : Family.COLD;
      DefectId id = new DefectId(numbers.get(at + 2), numbers.get(at + 3), numbers.get(at + 4));
      told.region(id, family);
      int from = at + HEAD;
      int to = from + numbers.get(at + 5) * RegionPoints.FIELDS;
      for (int run = from; run < to; run += RegionPoints.FIELDS) {
        told.run(id, family, numbers.get(run), numbers.get(run + 1), numbers.get(run + 2));
      }
    }
  }
}
