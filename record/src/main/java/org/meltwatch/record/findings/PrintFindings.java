package org.meltwatch.record.findings;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.nullsFirst;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.DefectsAnswer;
import org.meltwatch.record.rows.LayersAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.tracking.Level;

/**
 * What has been found in a print whose plate is known.
 *
 * @param print its name
 * @param layers its closed layers, ascending
 * @param defects its defects, the worst first: by level, then by points; an edge defect has no
 *     level
 * @param alerts the levels that were given, in the order of layers
 * @param disturbed the layers whose images are disturbed, in the order of layers
 */
public record PrintFindings(
    String print,
    List<LayersAnswer.Layer> layers,
    List<DefectsAnswer.Grown> defects,
    List<AlertsAnswer.Raised> alerts,
    List<QualityAnswer.DisturbedLayer> disturbed) {

  private static final Comparator<DefectsAnswer.Grown> WORST_FIRST =
      comparing(DefectsAnswer.Grown::level, nullsFirst(Comparator.<Level>naturalOrder()))
          .thenComparing(comparingLong(DefectsAnswer.Grown::points))
          .reversed()
          .thenComparing(DefectsAnswer.Grown::id);

  public PrintFindings {
    layers = List.copyOf(layers);
    defects = defects.stream().sorted(WORST_FIRST).toList();
    alerts = List.copyOf(alerts);
    disturbed = List.copyOf(disturbed);
  }

  /**
   * The findings of all prints of a run, by name, as far as their layers are closed; none of a run
   * that knows no plate.
   *
   * @throws IOException if a part file cannot be read; names it
   */
  public static List<PrintFindings> of(RunRecord run) throws IOException {
    Map<String, Rows> prints = new LinkedHashMap<>();
    for (LayersAnswer.Layer row : run.answers(LayersAnswer.TYPE)) {
      prints.computeIfAbsent(row.printId(), print -> new Rows()).layers.add(row);
    }
    for (DefectsAnswer.Grown row : run.answers(DefectsAnswer.TYPE)) {
      prints.computeIfAbsent(row.printId(), print -> new Rows()).defects.add(row);
    }
    for (AlertsAnswer.Raised row : run.answers(AlertsAnswer.TYPE)) {
      prints.computeIfAbsent(row.printId(), print -> new Rows()).alerts.add(row);
    }
    for (QualityAnswer.DisturbedLayer row : run.answers(QualityAnswer.TYPE)) {
      prints.computeIfAbsent(row.printId(), print -> new Rows()).disturbed.add(row);
    }
    return prints.entrySet().stream()
        .map(print -> print.getValue().findings(print.getKey()))
        .sorted(comparing(PrintFindings::print))
        .toList();
  }

  /** The highest level that was given, or null. */
  public @Nullable Level worst() {
    return alerts.stream()
        .map(AlertsAnswer.Raised::level)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** How many defects have this level now; null for those without one. */
  public long withLevel(@Nullable Level level) {
    return defects.stream().filter(defect -> defect.level() == level).count();
  }

  /** How many defects have more than half of their points at edges. */
  public long atEdges() {
    return defects.stream().filter(PrintFindings::isAtEdge).count();
  }

  /** True if more than half of a defect's points are at edges. */
  public static boolean isAtEdge(DefectsAnswer.Grown defect) {
    return 2 * defect.edge() > defect.points();
  }

  /** How many tiles a layer of the plate has, as far as a layer was ever whole. */
  public int tilesOfLayer() {
    return layers.stream().mapToInt(LayersAnswer.Layer::present).max().orElse(0);
  }

  /** Layers that lack tiles, ascending. */
  public List<LayersAnswer.Layer> incomplete() {
    int whole = tilesOfLayer();
    return layers.stream().filter(layer -> layer.present() < whole).toList();
  }

  private static final class Rows {

    private final List<LayersAnswer.Layer> layers = new ArrayList<>();
    private final List<DefectsAnswer.Grown> defects = new ArrayList<>();
    private final List<AlertsAnswer.Raised> alerts = new ArrayList<>();
    private final List<QualityAnswer.DisturbedLayer> disturbed = new ArrayList<>();

    private PrintFindings findings(String print) {
      return new PrintFindings(print, layers, defects, alerts, disturbed);
    }
  }
}
