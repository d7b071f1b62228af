package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of a print's layers come to, in lines that can be compared.
 *
 * @param defects a line each
 * @param layers a line each
 * @param alerts a line each
 */
public record PlateAnswers(List<String> defects, List<String> layers, List<String> alerts) {

  public PlateAnswers {
    defects = List.copyOf(defects);
    layers = List.copyOf(layers);
    alerts = List.copyOf(alerts);
  }

  /** The answers of a print whose layers were reported in this order. */
  public static PlateAnswers of(List<LayerReport> reports) {
    Map<DefectId, Map<Family, Defect>> defects = new TreeMap<>();
    List<String> layers = new ArrayList<>();
    List<String> alerts = new ArrayList<>();
    for (LayerReport report : reports) {
      report.absorbed().forEach(one -> defects.get(one.id()).remove(one.family()));
      for (Defect defect : report.changed()) {
        defects.computeIfAbsent(defect.id(), id -> new TreeMap<>()).put(defect.family(), defect);
      }
      layers.add(
          line(
              report.layer(),
              report.present(),
              report.observed(),
              report.saturated(),
              report.hot(),
              report.cold(),
              report.regions(),
              report.changed().size(),
              word(report.level())));
      for (Alert alert : report.alerts()) {
        alerts.add(
            line(
                report.layer(),
                alert.level(),
                alert.id(),
                alert.family().word(),
                alert.height(),
                alert.points()));
      }
    }
    return new PlateAnswers(
        defects.values().stream()
            .flatMap(families -> families.values().stream())
            .map(PlateAnswers::line)
            .toList(),
        layers,
        alerts);
  }

  private static String line(Defect defect) {
    Peak peak = defect.peak();
    Box box = defect.box();
    return line(
        defect.id(),
        defect.family().word(),
        defect.id().layer(),
        defect.layers().last(),
        defect.layers().size(),
        defect.regions(),
        defect.points(),
        defect.saturated(),
        defect.edge(),
        peak == null ? "" : line(peak.numerator(), peak.at()),
        line(box.minX(), box.minY(), box.maxX(), box.maxY()),
        line(defect.sumLayer(), defect.sumX(), defect.sumY()),
        word(defect.level()),
        defect.absorbed().stream().map(DefectId::toString).collect(Collectors.joining(" ")));
  }

  /** The values, with commas between them. */
  static String line(Object... values) {
    return java.util.Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String word(@Nullable Level level) {
    return level == null ? "" : level.name();
  }
}
