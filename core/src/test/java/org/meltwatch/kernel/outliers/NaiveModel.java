package org.meltwatch.kernel.outliers;

import static java.util.Comparator.comparingInt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.Ranking;

/** docs/semantics.md written down as directly as possible, in loops over everything. */
public final class NaiveModel {

  private final DefectRules rules;

  /** A model with these rules. */
  public NaiveModel(DefectRules rules) {
    this.rules = rules;
  }

  /** Query 1. */
  public int saturated(Image image) {
    int saturated = 0;
    for (int x = 0; x < image.height(); x++) {
      for (int y = 0; y < image.width(); y++) {
        saturated += image.at(x, y) > rules.saturatedAbove() ? 1 : 0;
      }
    }
    return saturated;
  }

  /** Query 2: the outliers of a window, newest layer first. */
  public OutlierList outliers(Image... layers) {
    List<Outlier> outliers = new ArrayList<>();
    Image newest = layers[0];
    for (int y = 0; y < newest.width(); y++) {
      for (int x = 0; x < newest.height(); x++) {
        int value = newest.at(x, y);
        if (value > rules.voidBelow() && value < rules.saturatedAbove()) {
          int numerator = 60 * sum(layers, x, y, 0, 2) - 19 * sum(layers, x, y, 3, 4);
          if (Math.abs(numerator) > rules.outlierAbove() * 1140) {
            outliers.add(new Outlier(x, y, numerator));
          }
        }
      }
    }
    return Tiles.outliers(outliers.toArray(Outlier[]::new));
  }

  private static int sum(Image[] layers, int x, int y, int nearest, int farthest) {
    int sum = 0;
    for (int k = 0; k < layers.length; k++) {
      for (int i = -farthest; i <= farthest; i++) {
        for (int j = -farthest; j <= farthest; j++) {
          int distance = Math.abs(i) + Math.abs(j) + k;
          if (distance >= nearest && distance <= farthest) {
            sum += valueOrZero(layers[k], x + i, y + j);
          }
        }
      }
    }
    return sum;
  }

  private static int valueOrZero(Image image, int x, int y) {
    boolean inside = x >= 0 && x < image.height() && y >= 0 && y < image.width();
    return inside ? image.at(x, y) : 0;
  }

  /** Query 2's ranking. */
  public List<Outlier> top(OutlierList outliers) {
    List<Outlier> sorted = new ArrayList<>();
    for (int i = 0; i < outliers.size(); i++) {
      sorted.add(outliers.get(i));
    }
    // A stable sort: equal outliers stay in scan order.
    sorted.sort(comparingInt(outlier -> -Math.abs(outlier.numerator())));
    return sorted.subList(0, Math.min(Ranking.SIZE, sorted.size()));
  }

  /** Query 3: the number of each outlier's cluster, -1 for noise. */
  public int[] labels(OutlierList outliers) {
    int[] labels = new int[outliers.size()];
    Arrays.fill(labels, -1);
    int clusters = 0;
    for (int start = 0; start < labels.length; start++) {
      if (labels[start] >= 0 || neighbours(outliers, start).size() < rules.minSamples()) {
        continue;
      }
      Deque<Integer> pending = new ArrayDeque<>(List.of(start));
      while (!pending.isEmpty()) {
        int point = pending.remove();
        if (labels[point] < 0) {
          labels[point] = clusters;
          List<Integer> near = neighbours(outliers, point);
          if (near.size() >= rules.minSamples()) {
            pending.addAll(near);
          }
        }
      }
      clusters++;
    }
    return labels;
  }

  private List<Integer> neighbours(OutlierList outliers, int point) {
    List<Integer> near = new ArrayList<>();
    for (int i = 0; i < outliers.size(); i++) {
      long dx = (long) outliers.x()[i] - outliers.x()[point];
      long dy = (long) outliers.y()[i] - outliers.y()[point];
      if (dx * dx + dy * dy <= (long) rules.eps() * rules.eps()) {
        near.add(i);
      }
    }
    return near;
  }

  /** Query 3: the clusters in order of discovery. */
  public List<Cluster> clusters(OutlierList outliers) {
    int[] labels = labels(outliers);
    List<Cluster> clusters = new ArrayList<>();
    for (int label = 0; label <= Arrays.stream(labels).max().orElse(-1); label++) {
      int count = 0;
      long sumX = 0;
      long sumY = 0;
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == label) {
          count++;
          sumX += outliers.x()[i];
          sumY += outliers.y()[i];
        }
      }
      clusters.add(new Cluster(count, sumX, sumY));
    }
    return clusters;
  }
}
