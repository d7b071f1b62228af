package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the regions of one family in a layer make of the defects that were there.
 *
 * @param regions how many regions there are
 * @param recent the regions that the next layer's can be linked with
 * @param changed defects with a region in the layer
 * @param unchanged the others that the next layer's regions can be linked with
 * @param absorbed those that became part of a changed one
 */
record Growth(
    int regions,
    List<LayerRegions> recent,
    List<Defect> changed,
    List<Defect> unchanged,
    List<Defect> absorbed) {

  static Growth of(
      Family family, OpenDefects before, int layer, List<PlatePoint> points, TrackingRules rules) {
    List<List<PlatePoint>> groups = LayerRegions.find(points, rules);
    List<Defect> olds =
        before.defects().stream().filter(defect -> defect.family() == family).toList();
    List<LayerRegions> recent =
        before.recent().stream().filter(regions -> regions.family() == family).toList();
    LayerRegions found = LayerRegions.of(layer, family, groups);
    Components links = linked(found, groups.size(), olds, recent, rules);

    Map<Integer, Merger> mergers = new TreeMap<>();
    for (int i = 0; i < groups.size(); i++) {
      int set = links.find(olds.size() + i);
      mergers
          .computeIfAbsent(set, absent -> new Merger())
          .add(Defect.of(layer, family, groups.get(i)));
    }
    List<Defect> unchanged = new ArrayList<>();
    for (int i = 0; i < olds.size(); i++) {
      Defect old = olds.get(i);
      Merger merger = mergers.get(links.find(i));
      if (merger != null) {
        merger.addOld(old);
      } else if (layer + 1 - old.layers().last() <= rules.bridge()) {
        unchanged.add(old);
      }
    }

    Map<DefectId, DefectId> names = new HashMap<>();
    List<Defect> changed = new ArrayList<>();
    List<Defect> absorbed = new ArrayList<>();
    for (Merger merger : mergers.values()) {
      Defect defect = merger.merged();
      merger.olds.forEach(old -> names.put(old.id(), defect.id()));
      absorbed.addAll(merger.absorbed());
      changed.add(defect);
    }
    List<DefectId> owners = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      owners.add(mergers.get(links.find(olds.size() + i)).merged().id());
    }
    List<LayerRegions> kept = new ArrayList<>();
    for (LayerRegions regions : recent) {
      if (layer + 1 - regions.layer() <= rules.bridge()) {
        kept.add(
            regions.ownedBy(
                regions.owners().stream().map(id -> names.getOrDefault(id, id)).toList()));
      }
    }
    if (!groups.isEmpty()) {
      kept.add(found.ownedBy(owners));
    }
    return new Growth(groups.size(), kept, changed, unchanged, absorbed);
  }

  /** Old defects by their place in the list, then new regions by theirs, joined where linked. */
  private static Components linked(
      LayerRegions found,
      int regions,
      List<Defect> olds,
      List<LayerRegions> recent,
      TrackingRules rules) {
    Map<DefectId, Integer> places = new HashMap<>();
    for (int i = 0; i < olds.size(); i++) {
      places.put(olds.get(i).id(), i);
    }
    Components links = new Components(olds.size() + regions);
    SortedPoints points = found.points(rules.regionDistance());
    for (LayerRegions earlier : recent) {
      int[] owners = earlier.owners().stream().mapToInt(places::get).toArray();
      points.near(
          earlier.points(rules.regionDistance()),
          rules.linkDistance(),
          (one, other) ->
              links.join(olds.size() + found.region()[one], owners[earlier.region()[other]]));
    }
    return links;
  }

  /** Defects that become one. */
  private static final class Merger {

    private final List<Defect> news = new ArrayList<>();
    private final List<Defect> olds = new ArrayList<>();

    void add(Defect region) {
      news.add(region);
    }

    void addOld(Defect old) {
      olds.add(old);
    }

    Defect merged() {
      List<Defect> all = new ArrayList<>(news);
      all.addAll(olds);
      Defect whole = all.stream().reduce(Defect::with).orElseThrow();
      return whole.absorbing(absorbed().stream().map(Defect::id).toList());
    }

    /** All that were there before but the one whose id stays. */
    List<Defect> absorbed() {
      return olds.stream().sorted((one, other) -> one.id().compareTo(other.id())).skip(1).toList();
    }
  }
}
