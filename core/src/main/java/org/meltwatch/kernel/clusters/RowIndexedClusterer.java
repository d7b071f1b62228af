package org.meltwatch.kernel.clusters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.kernel.outliers.Disc;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.OutlierList;

/** DBSCAN over bit rows: no distances, no neighbour lists; linear in practice. */
public final class RowIndexedClusterer implements Clusterer {

  /*
   * Points are distinct integers inside a tile, so a set of them is a bit plane and the points within
   * eps of a point are 2 eps + 1 intervals of bits. "Is it a core point" counts bits under those
   * masks and stops at min samples. A cluster grows by taking, around each of its core points, all
   * bits out of the plane of points that have no cluster yet; each point leaves that plane at most
   * once. Start points are tried in the order of the list and a cluster is completed before the next one
   * starts, so labels, borders and order of discovery are those of the textbook algorithm,
   * in whatever order a single cluster's points are reached.
   *
   * Time: for each point two passes over the disc's words (82 with eps 20); about 6 ms for 20,000
   * points, where comparing all pairs takes seconds.
   */

  private static final int NOISE = -1;

  private final Disc disc;
  private final int minSamples;
  private final BitRows points = new BitRows();
  private final BitRows unlabelled = new BitRows();
  private final PointQueue members = new PointQueue();

  /**
   * A clusterer.
   *
   * @param eps how far apart neighbours may be: a Euclidean distance of exactly eps is near
   * @param minSamples how many points, itself included, make a neighbourhood dense
   */
  public RowIndexedClusterer(int eps, int minSamples) {
    this.disc = new Disc(eps);
    this.minSamples = minSamples;
  }

  @Override
  public List<Cluster> cluster(OutlierList outliers) {
    if (outliers.size() < minSamples) {
      return List.of();
    }
    start(outliers);
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < outliers.size(); i++) {
      int x = outliers.x()[i];
      int y = outliers.y()[i];
      if (unlabelled.contains(x, y) && points.hasInDisc(x, y, disc, minSamples)) {
        int first = members.size();
        grow(x, y);
        clusters.add(sum(first));
      }
    }
    finish(outliers);
    return clusters;
  }

  /**
   * For each outlier the number of its cluster in order of discovery, or -1 for noise.
   *
   * @param outliers distinct points, visited in the order of the list
   */
  public int[] labels(OutlierList outliers) {
    List<Cluster> clusters = cluster(outliers);
    Map<Long, Integer> indices = new HashMap<>();
    for (int i = 0; i < outliers.size(); i++) {
      indices.put(place(outliers.x()[i], outliers.y()[i]), i);
    }
    int[] labels = new int[outliers.size()];
    Arrays.fill(labels, NOISE);
    int member = 0;
    for (int label = 0; label < clusters.size(); label++) {
      for (int end = member + clusters.get(label).count(); member < end; member++) {
        labels[indices.get(place(members.x(member), members.y(member)))] = label;
      }
    }
    return labels;
  }

  private static long place(int x, int y) {
    return (long) y << Integer.SIZE | x;
  }

  private void start(OutlierList outliers) {
    int height = Arrays.stream(outliers.x()).max().orElse(0) + 1;
    int width = Arrays.stream(outliers.y()).max().orElse(0) + 1;
    points.resize(height, width);
    unlabelled.resize(height, width);
    members.start(outliers.size());
    for (int i = 0; i < outliers.size(); i++) {
      points.add(outliers.x()[i], outliers.y()[i]);
      unlabelled.add(outliers.x()[i], outliers.y()[i]);
    }
  }

  /** Appends the cluster of the core point (x, y) to the members. */
  private void grow(int x, int y) {
    int next = members.size();
    unlabelled.drainDisc(x, y, disc, members);
    for (; next < members.size(); next++) {
      int memberX = members.x(next);
      int memberY = members.y(next);
      if (points.hasInDisc(memberX, memberY, disc, minSamples)) {
        unlabelled.drainDisc(memberX, memberY, disc, members);
      }
    }
  }

  private Cluster sum(int first) {
    long sumX = 0;
    long sumY = 0;
    for (int i = first; i < members.size(); i++) {
      sumX += members.x(i);
      sumY += members.y(i);
    }
    return new Cluster(members.size() - first, sumX, sumY);
  }

  private void finish(OutlierList outliers) {
    for (int i = 0; i < outliers.size(); i++) {
      points.remove(outliers.x()[i], outliers.y()[i]);
      unlabelled.remove(outliers.x()[i], outliers.y()[i]);
    }
  }
}
