package org.meltwatch.measure.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.prints.synthetic.BlemishKind;
import org.meltwatch.prints.synthetic.BlemishTrace;
import org.meltwatch.prints.synthetic.MadeBlemish;
import org.meltwatch.tracking.Defect;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.LayerRegions;
import org.meltwatch.tracking.Level;

/**
 * Matches the blemishes of a print with the defects that were found in it.
 *
 * <p>A blemish is found in a layer if a region of its family has a point within its radius there.
 * Its family is cold for lack of fusion, and hot for the others. The layer must be one of its own
 * or of the two above, whose windows still see it.
 *
 * <p>It has a level if a defect that such a region belongs to in the end had one by then. Blemishes
 * count that lie in the print with all of their layers, and change 5 points or more, one of them by
 * 1000 or more.
 */
final class Matching {

  /** How far a window looks down. */
  private static final int BELOW = 2;

  /** How far beyond a blemish its surroundings seem to differ from theirs. */
  private static final int HALO = 2 * Ring.REACH;

  private static final int LEAST_POINTS = 5;
  private static final int LEAST_CHANGE = 1000;

  private final MadePrint made;
  private final TrackedPrint tracked;
  private final Map<MadeBlemish, Integer> foundIn = new HashMap<>();
  private final Map<MadeBlemish, Set<TrackedPrint.Name>> matches = new HashMap<>();
  private final Set<TrackedPrint.Name> matched = new HashSet<>();
  private final Set<TrackedPrint.Name> halos = new HashSet<>();
  private final Map<TrackedPrint.Name, Long> atSeams = new HashMap<>();

  private Matching(MadePrint made, TrackedPrint tracked) {
    this.made = made;
    this.tracked = tracked;
  }

  /** Matches a print with what was found in it. */
  static Matching of(MadePrint made, TrackedPrint tracked) {
    Matching matching = new Matching(made, tracked);
    tracked.regions().forEach(matching::match);
    return matching;
  }

  private void match(LayerRegions regions) {
    List<MadeBlemish> here =
        made.made().keySet().stream().filter(one -> isIn(one, regions.layer())).toList();
    for (int i = 0; i < regions.x().length; i++) {
      DefectId owner = regions.owners().get(regions.region()[i]);
      TrackedPrint.Name defect = tracked.last(owner, regions.family());
      int x = regions.x()[i];
      int y = regions.y()[i];
      if (isAtSeam(x, made.plate().rows()) || isAtSeam(y, made.plate().columns())) {
        atSeams.merge(defect, 1L, Long::sum);
      }
      for (MadeBlemish blemish : here) {
        match(blemish, defect, regions.layer(), distance(blemish, x, y));
      }
    }
  }

  private void match(MadeBlemish blemish, TrackedPrint.Name defect, int layer, double distance) {
    if (family(blemish) != defect.family()) {
      if (distance <= blemish.radius() + HALO) {
        halos.add(defect);
      }
    } else if (distance <= blemish.radius()) {
      foundIn.merge(blemish, layer, Math::min);
      matches.computeIfAbsent(blemish, absent -> new HashSet<>()).add(defect);
      matched.add(defect);
    }
  }

  private static boolean isIn(MadeBlemish blemish, int layer) {
    return layer >= blemish.firstLayer() && layer <= blemish.lastLayer() + BELOW;
  }

  private static double distance(MadeBlemish blemish, int x, int y) {
    return Math.hypot(x - (double) blemish.x(), y - (double) blemish.y());
  }

  private static Family family(MadeBlemish blemish) {
    return blemish.kind() == BlemishKind.LACK_OF_FUSION ? Family.COLD : Family.HOT;
  }

  /** The end of the plate is no seam. */
  private boolean isAtSeam(int place, int tiles) {
    int size = made.print().tileSize();
    int inTile = Math.floorMod(place, size);
    boolean isBehind = inTile < Ring.REACH && place >= size;
    boolean isBefore = inTile >= size - Ring.REACH && place < (tiles - 1) * size;
    return isBehind || isBefore;
  }

  /** What has become of each blemish that counts. */
  List<BlemishOutcome> outcomes() {
    List<BlemishOutcome> outcomes = new ArrayList<>();
    for (BlemishTrace trace : made.made().values()) {
      if (counts(trace)) {
        outcomes.add(outcome(trace));
      }
    }
    return outcomes;
  }

  private boolean counts(BlemishTrace trace) {
    MadeBlemish blemish = trace.blemish();
    return blemish.firstLayer() >= BELOW
        && blemish.lastLayer() + BELOW < made.print().layers()
        && trace.points() >= LEAST_POINTS
        && trace.strongest() >= LEAST_CHANGE;
  }

  private BlemishOutcome outcome(BlemishTrace trace) {
    MadeBlemish blemish = trace.blemish();
    Set<TrackedPrint.Name> defects = matches.getOrDefault(blemish, Set.of());
    Integer found = foundIn.get(blemish);
    return new BlemishOutcome(
        made.print().seed(),
        blemish,
        trace.strongest(),
        trace.points(),
        found == null ? 0 : found - blemish.firstLayer() + 1,
        given(blemish, defects, Level.MINOR),
        given(blemish, defects, Level.STOP),
        !defects.isEmpty() && defects.stream().allMatch(name -> isEdge(defect(name))));
  }

  private Defect defect(TrackedPrint.Name name) {
    Defect defect = tracked.defects().get(name);
    if (defect == null) {
      throw new IllegalStateException("defect (%s) must be known".formatted(name));
    }
    return defect;
  }

  private static boolean isEdge(Defect defect) {
    return 2 * defect.edge() > defect.points();
  }

  /** In which of a blemish's layers one of its defects had a level, or a higher one; 0 if never. */
  private int given(MadeBlemish blemish, Set<TrackedPrint.Name> defects, Level least) {
    int first = Integer.MAX_VALUE;
    for (TrackedPrint.Given given : tracked.alerts()) {
      boolean isHighEnough = given.alert().level().compareTo(least) >= 0;
      TrackedPrint.Name name = tracked.last(given.alert().id(), given.alert().family());
      if (isHighEnough && defects.contains(name)) {
        first = Math.min(first, given.layer());
      }
    }
    return first > blemish.lastLayer() + BELOW
        ? 0
        : Math.max(first, blemish.firstLayer()) - blemish.firstLayer() + 1;
  }

  /** The defects that match no blemish, in the order of their ids. */
  List<FalseDefect> falseDefects() {
    Map<String, FalseDefect> all = new TreeMap<>();
    tracked
        .defects()
        .forEach(
            (name, defect) -> {
              if (!matched.contains(name)) {
                all.put(
                    String.format(
                        Locale.ROOT,
                        "%08d-%06d-%06d-%s",
                        name.id().layer(),
                        name.id().x(),
                        name.id().y(),
                        name.family()),
                    new FalseDefect(made.print().seed(), cause(name, defect), defect));
              }
            });
    return List.copyOf(all.values());
  }

  private FalseDefect.Cause cause(TrackedPrint.Name name, Defect defect) {
    if (halos.contains(name)) {
      return FalseDefect.Cause.HALO;
    }
    if (2 * atSeams.getOrDefault(name, 0L) > defect.points()) {
      return FalseDefect.Cause.SEAM;
    }
    return 4 * defect.edge() > defect.points() ? FalseDefect.Cause.EDGE : FalseDefect.Cause.NOISE;
  }
}
