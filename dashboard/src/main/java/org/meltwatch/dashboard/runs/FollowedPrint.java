package org.meltwatch.dashboard.runs;

import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.TileColumn.State;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.pictures.Entry;
import org.meltwatch.record.rows.ClustersAnswer.Clusters;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;
import org.meltwatch.record.rows.RegionPoints;
import org.meltwatch.record.rows.SaturatedAnswer.Saturated;
import org.meltwatch.record.rows.TopFiveAnswer.TopFive;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

/**
 * One print as its rows tell it. Rows become columns of numbers, so that thousands of layers take a
 * few megabytes. What lies beyond {@link #MOST_LAYERS} or the largest plate is counted, not kept.
 */
public final class FollowedPrint {

  /** The most layers of a print that are kept. */
  public static final int MOST_LAYERS = 1 << 16;

  /** The most tiles of a plate that are kept, and places for them over all layers. */
  private static final int MOST_TILES = 4096;

  private static final int MOST_PLACES = 1 << 22;
  private static final int MOST_NUMBERS = 1 << 25;
  private static final int MOST_DEFECTS = 1 << 18;

  private record Name(DefectId id, Family family) {}

  private final String name;
  private final NavigableMap<Integer, TileColumn> tiles = new TreeMap<>();
  private final ClosedLayers closed = new ClosedLayers();
  private final Map<Name, Grown> defects = new HashMap<>();
  private boolean defectsChanged;
  private final Map<Level, Integer> levels = new EnumMap<>(Level.class);
  private final Map<Integer, Map<Disturbance, String>> disturbed = new HashMap<>();
  private final Ints numbers = new Ints();
  private final BitSet changed = new BitSet();
  private final Regions regions = new Regions();
  private final KeptPictures pictures = new KeptPictures();
  private int layers;
  private long answered;
  private long missing;
  private long beyond;

  FollowedPrint(String name) {
    this.name = name;
  }

  /** The print's name, any text. */
  public String name() {
    return name;
  }

  /** The largest layer that anything was said of, plus one. */
  public int layers() {
    return layers;
  }

  /** By tile number, ascending. */
  public NavigableMap<Integer, TileColumn> tiles() {
    return tiles;
  }

  /** What the tracking says of layers. */
  public ClosedLayers closed() {
    return closed;
  }

  /** Those that no other one has absorbed, in no certain order. */
  public Collection<Grown> defects() {
    return defects.values().stream().filter(DefectsAnswer.TYPE::isShown).toList();
  }

  /** The points of regions. */
  public Regions regions() {
    return regions;
  }

  /** Pictures of tiles. */
  public KeptPictures pictures() {
    return pictures;
  }

  /** How often each level was given: by those that have a higher one by now, too. */
  public Map<Level, Integer> given() {
    return levels;
  }

  /** How many tiles have their result. */
  public long answered() {
    return answered;
  }

  /** How many tiles of layers that were given up never came. */
  public long missing() {
    return missing;
  }

  /** In which ways a layer's images are disturbed, in words; empty if they are not. */
  public String disturbed(int layer) {
    Map<Disturbance, String> ways = disturbed.get(layer);
    return ways == null ? "" : String.join("; ", ways.values());
  }

  /**
   * True if a layer's images are there, and disturbed: more is wrong than that some are missing.
   */
  public boolean isDisturbed(int layer) {
    Map<Disturbance, String> ways = disturbed.get(layer);
    return ways != null && ways.keySet().stream().anyMatch(way -> way != Disturbance.MISSING);
  }

  /** How many rows are about places beyond what is kept. */
  public long beyond() {
    return beyond;
  }

  /** The strongest |N| / 1140 of a layer over all tiles; 0 if there is none. */
  public double largest(int layer) {
    double largest = 0;
    for (TileColumn column : tiles.values()) {
      largest = Math.max(largest, largest(column, layer));
    }
    return largest;
  }

  /** The strongest |N| / 1140 of a tile in a layer; 0 if there is none. */
  public double largest(TileColumn column, int layer) {
    int at = column.top(layer);
    boolean any = at >= 0 && numbers.get(at) > 0;
    return any ? Math.abs(numbers.get(at + 3)) / (double) Outlier.DENOMINATOR : 0;
  }

  /** Tells the strongest outliers of a tile in a layer: in points of the tile. */
  public void eachTop(TileColumn column, int layer, Consumer<Outlier> told) {
    int at = column.top(layer);
    for (int n = at < 0 ? 0 : numbers.get(at++); n > 0; n--, at += 3) {
      told.accept(new Outlier(numbers.get(at), numbers.get(at + 1), numbers.get(at + 2)));
    }
  }

  /** Who is told of a cluster. */
  public interface ClusterListener {
    void cluster(double x, double y, int points);
  }

  /** Tells the clusters of a tile in a layer: in points of the tile. */
  public void eachCluster(TileColumn column, int layer, ClusterListener told) {
    int at = column.clusters(layer);
    for (int n = at < 0 ? 0 : numbers.get(at++); n > 0; n--, at += 3) {
      told.cluster(
          Float.intBitsToFloat(numbers.get(at)),
          Float.intBitsToFloat(numbers.get(at + 1)),
          numbers.get(at + 2));
    }
  }

  /** How many clusters a tile has in a layer; -1 if there is no answer. */
  public int clusters(TileColumn column, int layer) {
    int at = column.clusters(layer);
    return at < 0 ? -1 : numbers.get(at);
  }

  /** The layers that something new was said of since the last time. */
  BitSet takeChanged() {
    BitSet taken = (BitSet) changed.clone();
    changed.clear();
    return taken;
  }

  /** True if anything new came of its defects since somebody asked. */
  boolean takeDefectsChanged() {
    boolean taken = defectsChanged;
    defectsChanged = false;
    return taken;
  }

  /** Notes that something new is to be seen of a layer. */
  void touch(int layer) {
    changed.set(layer);
  }

  void add(Saturated row) {
    TileColumn column = column(row.tileId(), row.layer());
    if (column != null && column.saturated(row.layer()) < 0) {
      column.setRead(row.layer(), row.seqId(), row.saturated());
      if (column.state(row.layer()) == State.UNKNOWN) {
        column.setState(row.layer(), State.WAITING);
      }
      changed.set(row.layer());
    }
  }

  void add(TopFive row) {
    TileColumn column = column(row.tileId(), row.layer());
    if (column != null && column.top(row.layer()) < 0 && hasRoom(row.top().size())) {
      column.setTop(row.layer(), numbers.size());
      numbers.add(row.top().size());
      for (Outlier outlier : row.top()) {
        numbers.add(outlier.x());
        numbers.add(outlier.y());
        numbers.add(outlier.numerator());
      }
      changed.set(row.layer());
    }
  }

  /** False if that tile had its result before. */
  boolean add(Clusters row) {
    TileColumn column = column(row.tileId(), row.layer());
    if (column == null || column.state(row.layer()) == State.ANSWERED) {
      return false;
    }
    column.setState(row.layer(), State.ANSWERED);
    answered++;
    changed.set(row.layer());
    if (hasRoom(row.clusters().size())) {
      column.setClusters(row.layer(), numbers.size());
      numbers.add(row.clusters().size());
      for (Cluster cluster : row.clusters()) {
        numbers.add(Float.floatToRawIntBits((float) cluster.x()));
        numbers.add(Float.floatToRawIntBits((float) cluster.y()));
        numbers.add(cluster.count());
      }
    }
    return true;
  }

  /** False if that layer was closed before. */
  boolean add(LayersAnswer.Layer row) {
    if (!isKept(row.layer()) || !closed.add(row)) {
      return false;
    }
    layers = Math.max(layers, row.layer() + 1);
    changed.set(row.layer());
    return true;
  }

  /** False if that was known before. */
  boolean add(DisturbedLayer row) {
    if (!isKept(row.layer())) {
      return false;
    }
    Map<Disturbance, String> ways =
        disturbed.computeIfAbsent(row.layer(), layer -> new EnumMap<>(Disturbance.class));
    changed.set(row.layer());
    return ways.put(row.disturbance(), row.words()) == null;
  }

  void add(Grown row) {
    defectsChanged = true;
    Name defect = new Name(row.id(), row.family());
    if (!defects.containsKey(defect) && defects.size() >= MOST_DEFECTS) {
      beyond++;
      return;
    }
    defects.merge(defect, row, DefectsAnswer.TYPE::latest);
    if (row.asOfLayer() >= 0 && row.asOfLayer() < layers) {
      changed.set(row.asOfLayer());
    }
  }

  void add(RegionPoints row) {
    if (isKept(row.layer())) {
      regions.add(row);
      changed.set(row.layer());
    }
  }

  void add(Entry picture) {
    int layer = picture.tile().layer();
    if (picture.kind() == Entry.Kind.CUT || column(picture.tile().key().tileId(), layer) != null) {
      pictures.add(picture);
      if (layer >= 0 && layer < layers) {
        changed.set(layer);
      }
    }
  }

  void raised(Level level) {
    levels.merge(level, 1, Integer::sum);
  }

  void refused(int tileId, int layer, @Nullable Long seqId) {
    TileColumn column = column(tileId, layer);
    if (column != null && column.state(layer) != State.ANSWERED) {
      missing -= column.state(layer) == State.MISSING ? 1 : 0;
      column.setState(layer, State.REFUSED);
      if (seqId != null) {
        column.setRead(layer, seqId, column.saturated(layer));
      }
      changed.set(layer);
    }
  }

  /** Notes layers that were given up, so far as anything is known of layers up there. */
  void skipped(int tileId, int from, int to) {
    for (int layer = Math.max(0, from); layer < Math.min(to, MOST_LAYERS); layer++) {
      TileColumn column = column(tileId, layer);
      if (column == null) {
        return;
      }
      if (column.state(layer) == State.UNKNOWN) {
        column.setState(layer, State.MISSING);
        missing++;
        changed.set(layer);
      }
    }
  }

  private boolean hasRoom(int entries) {
    if (numbers.size() + 3L * entries + 1 <= MOST_NUMBERS) {
      return true;
    }
    beyond++;
    return false;
  }

  private boolean isKept(int layer) {
    boolean kept = layer >= 0 && layer < MOST_LAYERS;
    beyond += kept ? 0 : 1;
    return kept;
  }

  private @Nullable TileColumn column(int tileId, int layer) {
    if (!isKept(layer)) {
      return null;
    }
    TileColumn column = tiles.get(tileId);
    long places = (long) (tiles.size() + (column == null ? 1 : 0)) * Math.max(layers, layer + 1);
    if (tileId < 0 || tileId >= MOST_TILES || places > MOST_PLACES) {
      beyond++;
      return null;
    }
    if (column == null) {
      column = new TileColumn();
      tiles.put(tileId, column);
    }
    column.reach(layer);
    layers = Math.max(layers, layer + 1);
    return column;
  }
}
