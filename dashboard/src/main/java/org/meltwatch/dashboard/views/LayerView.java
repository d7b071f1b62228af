package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.dashboard.runs.TileColumn;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.rows.EventRow;

/** One layer of a print: its tiles, and what was found where on the plate. */
public final class LayerView {

  private static final int MOST_DEFECTS = 2000;
  private static final Comparator<Grown> LARGEST_FIRST =
      Comparator.comparingLong(Grown::points).reversed().thenComparing(Grown::id);

  private final FollowedRun run;
  private final FollowedPrint print;
  private final PlateOfPrint plate;
  private final int layer;

  private LayerView(FollowedRun run, FollowedPrint print, int layer) {
    this.run = run;
    this.print = print;
    this.plate = PlateOfPrint.of(run, print);
    this.layer = layer;
  }

  /** A layer of a print, whose run's monitor is held. */
  public static Map<String, Object> of(FollowedRun run, FollowedPrint print, int layer)
      throws IOException {
    return new LayerView(run, print, layer).view();
  }

  private Map<String, Object> view() throws IOException {
    List<Object> tiles = new ArrayList<>();
    List<Object> clusters = new ArrayList<>();
    List<Object> top = new ArrayList<>();
    Map<Integer, String> reasons = reasons();
    for (int tile = 0; tile < plate.plate().tiles(); tile++) {
      TileColumn column = print.tiles().get(tile);
      tiles.add(tile(tile, column, reasons.get(tile)));
      if (column != null) {
        double x = plate.x(tile);
        double y = plate.y(tile);
        int number = tile;
        print.eachCluster(
            column, layer, (cx, cy, points) -> clusters.add(List.of(x + cx, y + cy, points)));
        print.eachTop(
            column,
            layer,
            one -> top.add(List.of(number, x + one.x(), y + one.y(), one.deviation())));
      }
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("layer", layer);
    view.put("tiles", tiles);
    view.put("points", LayerPoints.of(print, plate, layer));
    view.put("clusters", clusters);
    view.put("top5", top);
    view.put("defects", defects());
    return view;
  }

  private Map<Integer, String> reasons() {
    Map<Integer, String> reasons = new HashMap<>();
    for (EventRow.Refused letter : run.letters()) {
      Integer at = letter.layer();
      if (at != null && at == layer && print.name().equals(letter.printId())) {
        reasons.put(letter.tileId(), letter.reason());
      }
    }
    return reasons;
  }

  private Map<String, Object> tile(int tile, @Nullable TileColumn column, @Nullable String reason) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("tile", tile);
    view.put("row", plate.plate().row(tile));
    view.put("column", plate.plate().column(tile));
    view.put("state", state(column));
    view.put("seq_id", column == null || column.seqId(layer) < 0 ? null : column.seqId(layer));
    view.put(
        "saturated",
        column == null || column.saturated(layer) < 0 ? null : column.saturated(layer));
    int outliers = print.pictures().outliers(tile, layer);
    view.put("outliers", outliers < 0 ? null : outliers);
    int clusters = column == null ? -1 : print.clusters(column, layer);
    view.put("clusters", clusters < 0 ? null : clusters);
    view.put("image", print.pictures().image(tile, layer) != null);
    view.put("reason", reason);
    return view;
  }

  private String state(@Nullable TileColumn column) {
    TileColumn.State state = column == null ? TileColumn.State.UNKNOWN : column.state(layer);
    return switch (state) {
      case ANSWERED -> "answered";
      case REFUSED -> "refused";
      case MISSING -> "missing";
      case WAITING -> "waiting";
      case UNKNOWN -> run.state() == FollowedRun.State.RUNNING ? "waiting" : "missing";
    };
  }

  private List<Object> defects() {
    List<Object> views = new ArrayList<>();
    print.defects().stream()
        .filter(defect -> defect.id().layer() <= layer && layer <= defect.lastLayer())
        .sorted(LARGEST_FIRST)
        .limit(MOST_DEFECTS)
        .forEach(
            defect -> {
              Map<String, Object> view = new LinkedHashMap<>();
              view.put("id", defect.id().toString());
              view.put("family", defect.family().word());
              view.put("level", defect.level());
              view.put("box", DefectsView.box(defect));
              view.put("points", defect.points());
              view.put("edge", PrintFindings.isAtEdge(defect));
              views.add(view);
            });
    return views;
  }
}
