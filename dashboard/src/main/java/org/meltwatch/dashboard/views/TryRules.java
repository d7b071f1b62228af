package org.meltwatch.dashboard.views;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.kernel.clusters.Clusterer;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Saturation;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;

/** What other thresholds would have found in a layer whose points are kept. Changes nothing. */
public final class TryRules {

  private static final int MOST_NUMBERS = 400_000;

  private final DefectRules rules;
  private final DeviationKernel kernel;
  private final Clusterer clusterer;
  private final List<Integer> hot = new ArrayList<>();
  private final List<Integer> cold = new ArrayList<>();
  private final List<Integer> saturatedPoints = new ArrayList<>();
  private long saturated;
  private long outliers;
  private long clusters;

  private TryRules(DefectRules rules) {
    this.rules = rules;
    this.kernel = new DeviationKernel(rules);
    this.clusterer = Clustering.named("indexed").create(rules);
  }

  /**
   * The rules in a request.
   *
   * @param usual for those that it leaves out
   * @throws Refusal if they contradict each other
   */
  public static DefectRules rules(JsonNode body, DefectRules usual) {
    try {
      return new DefectRules(
          number(body, "void_below", usual.voidBelow()),
          number(body, "saturated_above", usual.saturatedAbove()),
          number(body, "outlier_above", usual.outlierAbove()),
          number(body, "eps", usual.eps()),
          number(body, "min_samples", usual.minSamples()),
          usual.firstLayer());
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static int number(JsonNode body, String key, int usual) {
    JsonNode value = body.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw Refusal.malformed(key + " must be a whole number");
    }
    return value.asInt();
  }

  /**
   * Tries rules on a layer.
   *
   * @param newest the layer
   * @param previous the one below it, or null
   * @param oldest the one below that, or null
   */
  public static Map<String, Object> of(
      DefectRules rules,
      PlateImage newest,
      @Nullable PlateImage previous,
      @Nullable PlateImage oldest)
      throws IOException {
    TryRules trial = new TryRules(rules);
    for (int tile : newest.tiles()) {
      Image image = newest.image(tile);
      int x = newest.plate().x(tile);
      int y = newest.plate().y(tile);
      trial.addSaturated(image, x, y);
      if (previous != null
          && oldest != null
          && previous.tiles().contains(tile)
          && oldest.tiles().contains(tile)) {
        trial.addOutliers(trial.kernel.find(image, previous.image(tile), oldest.image(tile)), x, y);
      }
    }
    return trial.view();
  }

  private void addSaturated(Image image, int x, int y) {
    int count = Saturation.count(image, rules.saturatedAbove());
    saturated += count;
    for (int at = 0; count > 0 && at < image.pixels().length; at++) {
      int row = at / image.width();
      int column = at % image.width();
      if (image.at(row, column) > rules.saturatedAbove()) {
        add(saturatedPoints, x + row, y + column);
      }
    }
  }

  private void addOutliers(OutlierList found, int x, int y) {
    outliers += found.size();
    clusters += clusterer.cluster(found).size();
    for (int at = 0; at < found.size(); at++) {
      add(found.numerators()[at] < 0 ? cold : hot, x + found.x()[at], y + found.y()[at]);
    }
  }

  private static void add(List<Integer> points, int x, int y) {
    if (points.size() < MOST_NUMBERS) {
      points.add(x);
      points.add(y);
    }
  }

  private Map<String, Object> view() {
    Map<String, Object> points = new LinkedHashMap<>();
    points.put("hot", hot);
    points.put("cold", cold);
    points.put("saturated", saturatedPoints);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("saturated", saturated);
    view.put("outliers", outliers);
    view.put("clusters", clusters);
    view.put("points", points);
    return view;
  }
}
