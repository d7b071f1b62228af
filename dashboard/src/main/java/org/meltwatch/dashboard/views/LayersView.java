package org.meltwatch.dashboard.views;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.ClosedLayers;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.dashboard.runs.TileColumn;
import org.meltwatch.tracking.Level;

/** All layers of a print as columns, one entry a layer. */
public final class LayersView {

  private static final List<String> NAMES =
      List.of(
          "layer",
          "tiles",
          "missing",
          "closed",
          "level",
          "saturated",
          "hot",
          "cold",
          "regions",
          "active",
          "observed",
          "outliers",
          "clusters",
          "largest",
          "mean",
          "void",
          "data_alert",
          "state");

  private final FollowedPrint print;
  private final boolean running;
  private final boolean tracked;
  private final int expected;
  private final Map<String, List<Object>> columns = new LinkedHashMap<>();

  private LayersView(FollowedRun run, FollowedPrint print) {
    this.print = print;
    this.running = run.state() == FollowedRun.State.RUNNING;
    this.tracked = print.closed().count() > 0;
    PlateOfPrint plate = PlateOfPrint.of(run, print);
    this.expected = plate.known() ? plate.plate().tiles() : print.tiles().size();
    NAMES.forEach(name -> columns.put(name, new ArrayList<>(print.layers())));
  }

  /**
   * The layers of a print, whose run's monitor is held.
   *
   * @param from the first one that is told
   */
  public static Map<String, List<Object>> of(FollowedRun run, FollowedPrint print, int from) {
    LayersView view = new LayersView(run, print);
    for (int layer = Math.max(0, from); layer < print.layers(); layer++) {
      view.add(layer);
    }
    return view.columns;
  }

  private void add(int layer) {
    int answered = 0;
    int missing = 0;
    long saturated = 0;
    long clusters = 0;
    Means means = new Means();
    for (Map.Entry<Integer, TileColumn> tile : print.tiles().entrySet()) {
      TileColumn column = tile.getValue();
      means.add(print.pictures(), tile.getKey(), layer);
      switch (column.state(layer)) {
        case ANSWERED -> answered++;
        case MISSING, REFUSED -> missing++;
        default -> {}
      }
      saturated += Math.max(0, column.saturated(layer));
      clusters += Math.max(0, print.clusters(column, layer));
    }
    ClosedLayers closed = print.closed();
    boolean isClosed = closed.has(layer);
    Level level = closed.level(layer);
    put("layer", layer);
    put("tiles", answered);
    put("missing", missing);
    put("closed", isClosed);
    put("level", level == null ? "" : level);
    put("saturated", saturated);
    put("hot", isClosed ? closed.hot(layer) : null);
    put("cold", isClosed ? closed.cold(layer) : null);
    put("regions", isClosed ? closed.regions(layer) : null);
    put("active", isClosed ? closed.active(layer) : null);
    put("observed", isClosed ? closed.observed(layer) : null);
    put("outliers", means.outliers());
    put("clusters", clusters);
    put("largest", print.largest(layer));
    put("mean", means.mean());
    put("void", means.voidShare());
    put("data_alert", print.disturbed(layer));
    put("state", state(layer, level, answered, missing));
  }

  private String state(int layer, @Nullable Level level, int answered, int missing) {
    if (level != null) {
      return level.name().toLowerCase(Locale.ROOT);
    }
    if (print.isDisturbed(layer)) {
      return "disturbed";
    }
    boolean whole = answered >= expected;
    boolean isOpen = tracked ? !print.closed().has(layer) : !whole && answered + missing < expected;
    if (running && isOpen) {
      return "open";
    }
    return whole ? "ok" : "incomplete";
  }

  private void put(String name, @Nullable Object value) {
    columns.get(name).add(value);
  }
}
