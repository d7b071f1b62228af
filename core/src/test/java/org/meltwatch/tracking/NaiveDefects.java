package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;

/**
 * docs/defects.md written down as directly as possible: the whole print in memory, loops over
 * everything. Of tiles it knows no more than which point lies in which.
 */
final class NaiveDefects {

  /** What there is of a print: pixels of every layer, and what can be used of them. */
  interface Print {
    /** Rows of the plate. */
    int height();

    /** Columns of the plate. */
    int width();

    /** The layers to close, from the first on. */
    int layers();

    /** The layer's pixels. */
    Image layer(int layer);

    /** True if the place lies in a present tile. */
    boolean isPresent(int layer, int x, int y);

    /** True if the place lies in a tile with a usable window. */
    boolean isUsable(int layer, int x, int y);

    /** How many tiles are present. */
    int present(int layer);
  }

  private record Point(int layer, int x, int y, boolean isSaturated, int n, boolean isEdge) {
    DefectId id() {
      return new DefectId(layer, x, y);
    }
  }

  private record Region(int layer, Family family, List<Point> points) {}

  private final Print print;
  private final DefectRules limits;
  private final TrackingRules rules;
  private final List<Region> regions = new ArrayList<>();
  private final List<String> layers = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();

  /** Components before the layer that is looked at, with the level each was given. */
  private Map<Set<Region>, Integer> given = new HashMap<>();

  private Map<Set<Region>, Set<DefectId>> absorbed = new HashMap<>();

  private NaiveDefects(Print print, DefectRules limits, TrackingRules rules) {
    this.print = print;
    this.limits = limits;
    this.rules = rules;
  }

  static PlateAnswers of(Print print, DefectRules limits, TrackingRules rules) {
    NaiveDefects naive = new NaiveDefects(print, limits, rules);
    for (int layer = 0; layer < print.layers(); layer++) {
      naive.close(layer);
    }
    return naive.answers();
  }

  private void close(int layer) {
    List<Point> points = new ArrayList<>();
    long observed = 0;
    for (int x = 0; x < print.height(); x++) {
      for (int y = 0; y < print.width(); y++) {
        boolean isObserved = isObserved(layer, x, y);
        observed += isObserved ? 1 : 0;
        if (!print.isPresent(layer, x, y)) {
          continue;
        }
        int value = print.layer(layer).at(x, y);
        int n = isObserved ? n(layer, x, y) : 0;
        boolean isCandidate = value > limits.voidBelow() && value < limits.saturatedAbove();
        if (value > limits.saturatedAbove()) {
          points.add(new Point(layer, x, y, true, 0, isEdge(layer, x, y)));
        } else if (isObserved && isCandidate && Math.abs(n) > 1140 * limits.outlierAbove()) {
          points.add(new Point(layer, x, y, false, n, isEdge(layer, x, y)));
        }
      }
    }
    int found = regions.size();
    addRegions(layer, Family.COLD, points.stream().filter(p -> p.n < 0).toList());
    addRegions(layer, Family.HOT, points.stream().filter(p -> p.n >= 0).toList());
    Set<Set<Region>> now = components();
    int highest = level(layer, now);
    layers.add(
        PlateAnswers.line(
            layer,
            print.present(layer),
            observed,
            points.stream().filter(Point::isSaturated).count(),
            points.stream().filter(p -> p.n > 0).count(),
            points.stream().filter(p -> p.n < 0).count(),
            regions.size() - found,
            now.stream().filter(defect -> isIn(layer, defect)).count(),
            word(highest)));
  }

  private boolean isObserved(int layer, int x, int y) {
    if (!print.isUsable(layer, x, y)) {
      return false;
    }
    for (int a = Math.max(0, x - 4); a < Math.min(print.height(), x + 5); a++) {
      for (int b = Math.max(0, y - 4); b < Math.min(print.width(), y + 5); b++) {
        if (Math.abs(a - x) + Math.abs(b - y) <= 4 && !print.isUsable(layer, a, b)) {
          return false;
        }
      }
    }
    return true;
  }

  private int n(int layer, int x, int y) {
    int close = 0;
    int outer = 0;
    for (int k = 0; k < 3; k++) {
      for (int i = -4; i <= 4; i++) {
        for (int j = -4; j <= 4; j++) {
          int distance = Math.abs(i) + Math.abs(j) + k;
          if (isOnPlate(x + i, y + j) && distance <= 4) {
            int value = print.layer(layer - k).at(x + i, y + j);
            close += distance <= 2 ? value : 0;
            outer += distance <= 2 ? 0 : value;
          }
        }
      }
    }
    return 60 * close - 19 * outer;
  }

  private boolean isOnPlate(int x, int y) {
    return x >= 0 && x < print.height() && y >= 0 && y < print.width();
  }

  private boolean isEdge(int layer, int x, int y) {
    for (int i = -4; i <= 4; i++) {
      for (int j = -4; j <= 4; j++) {
        if (Math.abs(i) + Math.abs(j) > 4) {
          continue;
        }
        if (!isOnPlate(x + i, y + j)
            || (print.isPresent(layer, x + i, y + j)
                && print.layer(layer).at(x + i, y + j) < limits.voidBelow())) {
          return true;
        }
      }
    }
    return false;
  }

  private void addRegions(int layer, Family family, List<Point> points) {
    List<Point> left = new ArrayList<>(points);
    while (!left.isEmpty()) {
      List<Point> region = new ArrayList<>(List.of(left.remove(0)));
      for (int i = 0; i < region.size(); i++) {
        Point point = region.get(i);
        List<Point> near =
            left.stream().filter(other -> isNear(point, other, rules.regionDistance())).toList();
        left.removeAll(near);
        region.addAll(near);
      }
      if (region.size() >= rules.regionPoints()) {
        regions.add(new Region(layer, family, region));
      }
    }
  }

  private static boolean isNear(Point one, Point other, int distance) {
    int dx = one.x - other.x;
    int dy = one.y - other.y;
    return dx * dx + dy * dy <= distance * distance;
  }

  private boolean isLinked(Region one, Region other) {
    int apart = Math.abs(one.layer - other.layer);
    return one.family == other.family
        && apart >= 1
        && apart <= rules.bridge()
        && one.points.stream()
            .anyMatch(
                point ->
                    other.points.stream().anyMatch(q -> isNear(point, q, rules.linkDistance())));
  }

  private Set<Set<Region>> components() {
    List<Region> left = new ArrayList<>(regions);
    Set<Set<Region>> components = new HashSet<>();
    while (!left.isEmpty()) {
      List<Region> component = new ArrayList<>(List.of(left.remove(0)));
      for (int i = 0; i < component.size(); i++) {
        Region region = component.get(i);
        List<Region> linked = left.stream().filter(other -> isLinked(region, other)).toList();
        left.removeAll(linked);
        component.addAll(linked);
      }
      components.add(new HashSet<>(component));
    }
    return components;
  }

  private static DefectId id(Set<Region> defect) {
    return points(defect).stream().map(Point::id).min(DefectId::compareTo).orElseThrow();
  }

  private static List<Point> points(Set<Region> defect) {
    return defect.stream().flatMap(region -> region.points.stream()).toList();
  }

  private static Family family(Set<Region> defect) {
    return defect.iterator().next().family;
  }

  private static boolean isIn(int layer, Set<Region> defect) {
    return defect.stream().anyMatch(region -> region.layer == layer);
  }

  /** Gives levels and remembers who absorbed whom; returns the highest level that was given. */
  private int level(int layer, Set<Set<Region>> now) {
    Map<Set<Region>, Integer> givenNow = new HashMap<>();
    Map<Set<Region>, Set<DefectId>> absorbedNow = new HashMap<>();
    TreeMap<DefectId, TreeMap<Family, String>> lines = new TreeMap<>();
    int highest = 0;
    for (Set<Region> defect : now) {
      int had = 0;
      Set<DefectId> ids = new TreeSet<>();
      for (Set<Region> before : given.keySet()) {
        if (defect.containsAll(before)) {
          had = Math.max(had, given.get(before));
          ids.addAll(absorbed.get(before));
          ids.add(id(before));
        }
      }
      ids.remove(id(defect));
      List<Point> points = points(defect);
      int height = layer - id(defect).layer() + 1;
      long edge = points.stream().filter(Point::isEdge).count();
      int level = height >= rules.stopHeight() ? 3 : height >= rules.majorHeight() ? 2 : 0;
      level = level == 0 && height >= rules.minorHeight() ? 1 : level;
      boolean counts = rules.countEdges() || 2 * edge <= points.size();
      if (isIn(layer, defect) && counts && level > had) {
        had = level;
        highest = Math.max(highest, level);
        lines
            .computeIfAbsent(id(defect), id -> new TreeMap<>())
            .put(
                family(defect),
                PlateAnswers.line(
                    layer, word(level), id(defect), family(defect).word(), height, points.size()));
      }
      givenNow.put(defect, had);
      absorbedNow.put(defect, ids);
    }
    lines.values().forEach(families -> alerts.addAll(families.values()));
    given = givenNow;
    absorbed = absorbedNow;
    return highest;
  }

  private static String word(int level) {
    return List.of("", "MINOR", "MAJOR", "STOP").get(level);
  }

  private PlateAnswers answers() {
    TreeMap<DefectId, TreeMap<Family, String>> lines = new TreeMap<>();
    for (Set<Region> defect : given.keySet()) {
      lines.computeIfAbsent(id(defect), id -> new TreeMap<>()).put(family(defect), line(defect));
    }
    return new PlateAnswers(
        lines.values().stream().flatMap(families -> families.values().stream()).toList(),
        layers,
        alerts);
  }

  private String line(Set<Region> defect) {
    List<Point> points = points(defect);
    TreeSet<Integer> all =
        points.stream().map(Point::layer).collect(Collectors.toCollection(TreeSet::new));
    Point peak = null;
    for (Point point : points) {
      if (!point.isSaturated
          && (peak == null
              || Math.abs(point.n) > Math.abs(peak.n)
              || (Math.abs(point.n) == Math.abs(peak.n) && point.id().compareTo(peak.id()) < 0))) {
        peak = point;
      }
    }
    return PlateAnswers.line(
        id(defect),
        family(defect).word(),
        all.first(),
        all.last(),
        all.size(),
        defect.size(),
        points.size(),
        points.stream().filter(Point::isSaturated).count(),
        points.stream().filter(Point::isEdge).count(),
        peak == null ? "" : PlateAnswers.line(Math.abs(peak.n), peak.id()),
        points.stream().mapToInt(Point::x).min().orElseThrow(),
        points.stream().mapToInt(Point::y).min().orElseThrow(),
        points.stream().mapToInt(Point::x).max().orElseThrow(),
        points.stream().mapToInt(Point::y).max().orElseThrow(),
        points.stream().mapToLong(Point::layer).sum(),
        points.stream().mapToLong(Point::x).sum(),
        points.stream().mapToLong(Point::y).sum(),
        word(given.get(defect)),
        absorbed.get(defect).stream().map(DefectId::toString).collect(Collectors.joining(" ")));
  }
}
