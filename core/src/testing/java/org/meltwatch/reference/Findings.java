package org.meltwatch.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meltwatch.kernel.tiff.Sha256;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;

/**
 * All that is found in a tile, in a form that can be written down and compared.
 *
 * @param sumOfNumerators sum of N over the outliers
 * @param sumOfSizes sum of |N| over the outliers
 * @param sha256 of a line {@code x,y,N} for each outlier in scan order, in hexadecimal digits
 * @param noise how many outliers are in no cluster
 */
public record Findings(
    int saturated,
    int outliers,
    long sumOfNumerators,
    long sumOfSizes,
    String sha256,
    List<Outlier> top,
    List<Cluster> clusters,
    int noise) {

  /** What was found. */
  public static Findings of(
      int saturated, OutlierList outliers, List<Outlier> top, List<Cluster> clusters) {
    long sum = 0;
    long sizes = 0;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < outliers.size(); i++) {
      int numerator = outliers.numerators()[i];
      sum += numerator;
      sizes += Math.abs(numerator);
      lines.append(
          String.format(Locale.ROOT, "%d,%d,%d\n", outliers.x()[i], outliers.y()[i], numerator));
    }
    int clustered = clusters.stream().mapToInt(Cluster::count).sum();
    return new Findings(
        saturated,
        outliers.size(),
        sum,
        sizes,
        Sha256.of(lines.toString()),
        List.copyOf(top),
        List.copyOf(clusters),
        outliers.size() - clustered);
  }

  static Findings parse(JsonNode json) {
    // Where the order by rounded deviations differs, the order by |N| is the right one.
    JsonNode top = json.has("top5_exact_order") ? json.get("top5_exact_order") : json.get("top5");
    List<Outlier> outliers = new ArrayList<>();
    for (JsonNode entry : top) {
      outliers.add(
          new Outlier(entry.get("x").asInt(), entry.get("y").asInt(), entry.get("num").asInt()));
    }
    List<Cluster> clusters = new ArrayList<>();
    for (JsonNode entry : json.get("clusters")) {
      clusters.add(
          new Cluster(
              entry.get("count").asInt(),
              entry.get("sum_x").asLong(),
              entry.get("sum_y").asLong()));
    }
    return new Findings(
        json.get("saturated").asInt(),
        json.get("outliers").asInt(),
        json.get("num_sum").asLong(),
        json.get("abs_num_sum").asLong(),
        json.get("sha256").asText(),
        outliers,
        clusters,
        json.get("noise").asInt());
  }
}
