package org.meltwatch.dashboard.views;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.runs.Commands;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.model.Outlier;
import org.meltwatch.record.findings.PrintFindings;
import org.meltwatch.record.rows.DefectsAnswer.Grown;
import org.meltwatch.record.space.PlateScale;
import org.meltwatch.tracking.Box;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.Peak;

/** The defects of a print, the worst first. */
public final class DefectsView {

  private static final int MOST = 20_000;
  private static final Comparator<Grown> WORST_FIRST =
      Comparator.comparing(Grown::level, Comparator.nullsFirst(Comparator.<Level>naturalOrder()))
          .reversed()
          .thenComparing(Comparator.comparingLong(Grown::points).reversed())
          .thenComparing(Grown::id)
          .thenComparing(Grown::family);

  private DefectsView() {}

  /**
   * The defects of a print, whose run's monitor is held.
   *
   * @param commands what people have said
   * @param scale how large a point is; null if nobody knows
   * @param layerMm how thick a layer is; null if nobody knows
   */
  public static Map<String, Object> of(
      FollowedPrint print,
      Commands commands,
      @Nullable PlateScale scale,
      @Nullable Double layerMm) {
    List<Grown> all = List.copyOf(print.defects());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("count", all.size());
    view.put(
        "defects",
        all.stream()
            .sorted(WORST_FIRST)
            .limit(MOST)
            .map(defect -> view(defect, commands, scale, layerMm))
            .toList());
    return view;
  }

  private static Map<String, Object> view(
      Grown defect, Commands commands, @Nullable PlateScale scale, @Nullable Double layerMm) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", defect.id().toString());
    view.put("family", defect.family().word());
    view.put("level", defect.level());
    view.put("first_layer", defect.id().layer());
    view.put("last_layer", defect.lastLayer());
    view.put("layers", defect.layers());
    view.put("regions", defect.regions());
    view.put("points", defect.points());
    view.put("saturated", defect.saturated());
    view.put("edge", defect.edge());
    view.put("edge_defect", PrintFindings.isAtEdge(defect));
    Peak peak = defect.peak();
    view.put("peak", peak == null ? null : peak.numerator() / (double) Outlier.DENOMINATOR);
    view.put("peak_layer", peak == null ? null : peak.at().layer());
    view.put("peak_x", peak == null ? null : peak.at().x());
    view.put("peak_y", peak == null ? null : peak.at().y());
    view.put("box", box(defect));
    view.put(
        "centroid",
        List.of(
            defect.sumLayer() / (double) defect.points(),
            defect.sumX() / (double) defect.points(),
            defect.sumY() / (double) defect.points()));
    view.put("absorbed", defect.absorbed().stream().map(Object::toString).toList());
    view.put("mm3", scale == null ? null : scale.volume(defect.points()));
    int height = defect.lastLayer() - defect.id().layer() + 1;
    view.put("height_mm", layerMm == null ? null : height * layerMm);
    view.put("muted", commands.isMuted(defect));
    return view;
  }

  /** Smallest and largest rows and columns. */
  static List<Integer> box(Grown defect) {
    Box box = defect.box();
    return List.of(box.minX(), box.minY(), box.maxX(), box.maxY());
  }
}
