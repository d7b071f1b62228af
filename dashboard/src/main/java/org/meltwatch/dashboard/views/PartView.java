package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.KeptPictures.Place;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.dashboard.runs.Regions;
import org.meltwatch.dashboard.runs.TileColumn;
import org.meltwatch.model.Outlier;
import org.meltwatch.record.pictures.Pictures;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;

/**
 * The layers of a part of the plate as columns: of a tile, or of what lies in a rectangle. Hot and
 * cold points are those of regions, saturated ones among the hot. What nobody has kept for such a
 * part is null.
 */
public final class PartView {

  /** Pictures that are read for one answer; those of further layers are left out. */
  private static final int MOST_PICTURES = 16_384;

  private static final List<String> NAMES =
      List.of(
          "layer",
          "saturated",
          "hot",
          "cold",
          "regions",
          "active",
          "outliers",
          "clusters",
          "largest",
          "mean",
          "void");

  private final FollowedPrint print;
  private final PlateOfPrint plate;
  private final Box box;
  private final @Nullable Integer tile;
  private final int voidBelow;
  private final int from;
  private final int to;
  private final Map<String, List<Object>> columns = new LinkedHashMap<>();
  private final List<PartMeans> means = new ArrayList<>();
  private final List<PartOutliers> outliers = new ArrayList<>();

  private PartView(
      FollowedRun run, FollowedPrint print, Box box, @Nullable Integer tile, int from) {
    this.print = print;
    this.plate = PlateOfPrint.of(run, print);
    this.box = box;
    this.tile = tile;
    this.voidBelow = run.facts().rules().voidBelow();
    this.from = Math.max(0, from);
    this.to = print.layers();
    NAMES.forEach(name -> columns.put(name, new ArrayList<>()));
  }

  /** The layers of a tile, from one on; the run's monitor is held. */
  public static PartView ofTile(FollowedRun run, FollowedPrint print, int tile, int from)
      throws IOException {
    PlateOfPrint plate = PlateOfPrint.of(run, print);
    if (!plate.plate().has(tile)) {
      throw Refusal.notFound("there is no such tile on the plate");
    }
    int x = plate.x(tile);
    int y = plate.y(tile);
    Box box = new Box(x, y, x + plate.tileHeight() - 1, y + plate.tileWidth() - 1);
    return new PartView(run, print, box, tile, from).read();
  }

  /** The layers of a rectangle of points of the plate, from one on; the run's monitor is held. */
  public static PartView ofBox(FollowedRun run, FollowedPrint print, Box box, int from)
      throws IOException {
    return new PartView(run, print, box, null, from).read();
  }

  /** The columns; what pictures tell is read now, and the run's monitor need not be held. */
  public Map<String, List<Object>> columns() throws IOException {
    int pictures = 0;
    // The newest layers are those that somebody waits for.
    for (int at = means.size() - 1; at >= 0; at--) {
      PartMeans one = means.get(at);
      PartOutliers found = outliers.get(at);
      pictures += one.size() + found.size();
      if (pictures > MOST_PICTURES) {
        break;
      }
      found.read();
      columns.get("outliers").set(at, found.count());
      columns.get("largest").set(at, found.largest());
      one.read();
      columns.get("mean").set(at, one.mean());
      columns.get("void").set(at, one.voidShare());
    }
    return columns;
  }

  private PartView read() throws IOException {
    for (int layer = from; layer < to; layer++) {
      put("layer", layer);
      if (tile == null) {
        addBox(layer);
      } else {
        addTile(tile, layer);
      }
      addRegions(layer);
    }
    return this;
  }

  private void addTile(int number, int layer) {
    TileColumn column = print.tiles().get(number);
    boolean isRead = column != null && column.saturated(layer) >= 0;
    boolean isAnswered = column != null && column.state(layer) == TileColumn.State.ANSWERED;
    int outliers = print.pictures().outliers(number, layer);
    float mean = print.pictures().mean(number, layer);
    put("saturated", isRead ? column.saturated(layer) : null);
    put("outliers", outliers < 0 ? null : outliers);
    put("clusters", isAnswered ? Math.max(0, print.clusters(column, layer)) : null);
    put("largest", isAnswered ? print.largest(column, layer) : null);
    put("mean", Float.isNaN(mean) ? null : mean);
    put("void", Float.isNaN(mean) ? null : print.pictures().voidShare(number, layer));
  }

  private void addBox(int layer) throws IOException {
    int clusters = 0;
    long saturated = 0;
    boolean isUnknown = false;
    PartMeans pictures = new PartMeans(voidBelow);
    PartOutliers found = new PartOutliers();
    for (Map.Entry<Integer, TileColumn> one : print.tiles().entrySet()) {
      int number = one.getKey();
      if (!touches(number)) {
        continue;
      }
      Place place = print.pictures().saturated(number, layer);
      isUnknown |= place == null && one.getValue().saturated(layer) != 0;
      saturated += place == null ? 0 : saturated(place, plate.x(number), plate.y(number));
      clusters += clusters(one.getValue(), layer, plate.x(number), plate.y(number));
      addOutliers(found, number, one.getValue(), layer);
      Place image = print.pictures().image(number, layer);
      if (image != null) {
        pictures.add(image, box, plate.x(number), plate.y(number));
      }
    }
    put("saturated", isUnknown ? null : saturated);
    put("outliers", null);
    put("clusters", clusters);
    put("largest", null);
    put("mean", null);
    put("void", null);
    means.add(pictures);
    outliers.add(found);
  }

  private void addOutliers(PartOutliers found, int number, TileColumn column, int layer) {
    int many = print.pictures().outliers(number, layer);
    if (many < 0 || column.state(layer) != TileColumn.State.ANSWERED) {
      found.addUnknown();
      return;
    }
    List<Outlier> strongest = new ArrayList<>();
    print.eachTop(column, layer, strongest::add);
    int x = plate.x(number);
    int y = plate.y(number);
    Box within = new Box(box.minX() - x, box.minY() - y, box.maxX() - x, box.maxY() - y);
    found.add(within, isWhole(within), many, strongest, print.pictures().points(number, layer));
  }

  private boolean isWhole(Box within) {
    return within.minX() <= 0
        && within.minY() <= 0
        && within.maxX() >= plate.tileHeight() - 1
        && within.maxY() >= plate.tileWidth() - 1;
  }

  private boolean touches(int number) {
    if (!plate.plate().has(number)) {
      return false;
    }
    int x = plate.x(number);
    int y = plate.y(number);
    return x <= box.maxX()
        && x + plate.tileHeight() > box.minX()
        && y <= box.maxY()
        && y + plate.tileWidth() > box.minY();
  }

  private long saturated(Place place, int x, int y) throws IOException {
    int[] runs = Pictures.saturated(place.file(), place.offset());
    long points = 0;
    for (int at = 0; at < runs.length; at += 3) {
      points += within(x + runs[at], y + runs[at + 1], runs[at + 2]);
    }
    return points;
  }

  private int clusters(TileColumn column, int layer, int x, int y) {
    int[] count = new int[1];
    print.eachCluster(
        column,
        layer,
        (cx, cy, points) -> {
          boolean isIn = x + cx >= box.minX() && x + cx <= box.maxX();
          count[0] += isIn && y + cy >= box.minY() && y + cy <= box.maxY() ? 1 : 0;
        });
    return count[0];
  }

  private void addRegions(int layer) {
    if (!print.closed().has(layer)) {
      for (String name : List.of("hot", "cold", "regions", "active")) {
        put(name, null);
      }
      return;
    }
    Counted counted = new Counted();
    print.regions().each(layer, counted);
    put("hot", counted.hot);
    put("cold", counted.cold);
    put("regions", counted.regions);
    put("active", counted.defects.size());
  }

  /** How many points of a run lie in the rectangle. */
  private int within(int x, int y, int length) {
    if (x < box.minX() || x > box.maxX()) {
      return 0;
    }
    return Math.max(0, Math.min(y + length - 1, box.maxY()) - Math.max(y, box.minY()) + 1);
  }

  private record Name(DefectId id, Family family) {}

  /** Counts what lies in the rectangle. */
  private final class Counted implements Regions.Listener {
    private final Set<Name> defects = new HashSet<>();
    private long hot;
    private long cold;
    private int regions;
    private boolean isNew;

    @Override
    public void region(DefectId id, Family family) {
      isNew = true;
    }

    @Override
    public void run(DefectId id, Family family, int x, int y, int length) {
      int points = within(x, y, length);
      hot += family == Family.HOT ? points : 0;
      cold += family == Family.COLD ? points : 0;
      if (points > 0 && isNew) {
        isNew = false;
        regions++;
        defects.add(new Name(id, family));
      }
    }
  }

  private void put(String name, @Nullable Object value) {
    columns.get(name).add(value);
  }
}
