package org.meltwatch.dashboard.views;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;

/** The points of defects in space, thinned where there are more than can be shown. */
public final class SpacePoints {

  private static final int MOST_POINTS = 1_000_000;

  private record Name(DefectId id, Family family) {}

  private final FollowedPrint print;
  private final int from;
  private final int to;
  private final int thinned;
  private final long count;
  private final Map<Name, Name> owners = new HashMap<>();
  private final Map<Name, Grown> defects = new HashMap<>();
  private final Map<Name, Integer> numbers = new LinkedHashMap<>();

  /**
   * Points of a print, whose run's monitor is held.
   *
   * @param from the first layer
   * @param to the layer after the last one
   * @param limit how many points are wanted at the most
   */
  public SpacePoints(FollowedPrint print, int from, int to, int limit) {
    this.print = print;
    this.from = Math.max(0, from);
    this.to = Math.min(to, print.layers());
    for (Grown defect : print.defects()) {
      Name name = new Name(defect.id(), defect.family());
      defects.put(name, defect);
      defect.absorbed().forEach(id -> owners.put(new Name(id, defect.family()), name));
    }
    long[] points = new long[1];
    for (int layer = this.from; layer < this.to; layer++) {
      print
          .regions()
          .each(
              layer,
              (id, family, x, y, length) -> {
                points[0] += length;
                number(id, family);
              });
    }
    this.count = points[0];
    int most = Math.max(1, Math.min(limit, MOST_POINTS));
    this.thinned = (int) Math.max(1, (count + most - 1) / most);
  }

  /** What the numbers in {@link #bytes} stand for. */
  public Map<String, Object> index() {
    List<Object> named = new ArrayList<>();
    numbers.forEach((name, number) -> named.add(one(name)));
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("count", count);
    index.put("thinned", thinned);
    index.put("defects", named);
    return index;
  }

  private Map<String, Object> one(Name name) {
    @Nullable Grown defect = defects.get(name);
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", name.id().toString());
    one.put("family", name.family().word());
    one.put("level", defect == null ? null : defect.level());
    return one;
  }

  /** Of each point layer, row, column and the number of its defect: 32 bits, little-endian. */
  public byte[] bytes() {
    int kept = (int) ((count + thinned - 1) / thinned);
    ByteBuffer bytes = ByteBuffer.allocate(kept * 16).order(ByteOrder.LITTLE_ENDIAN);
    long[] seen = new long[1];
    for (int layer = from; layer < to; layer++) {
      int z = layer;
      print
          .regions()
          .each(
              layer,
              (id, family, x, y, length) -> {
                int defect = number(id, family);
                for (int at = 0; at < length; at++) {
                  if (seen[0]++ % thinned == 0) {
                    bytes.putInt(z).putInt(x).putInt(y + at).putInt(defect);
                  }
                }
              });
    }
    return bytes.array();
  }

  private int number(DefectId id, Family family) {
    Name name = new Name(id, family);
    Name owner = owners.get(name);
    // A defect that absorbed this one may have been absorbed itself.
    for (int steps = 0; owner != null && steps < 100; steps++) {
      name = owner;
      owner = owners.get(name);
    }
    Integer number = numbers.putIfAbsent(name, numbers.size());
    return number == null ? numbers.size() - 1 : number;
  }
}
