package org.meltwatch.kernel.clusters;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.DBSCANClusterer;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.OutlierList;

/** The DBSCAN of commons-math3. Its time grows with the square of the number of outliers. */
public final class CommonsMathClusterer implements Clusterer {

  private final DBSCANClusterer<Point> dbscan;

  /**
   * A clusterer.
   *
   * @param eps how far apart neighbours may be
   * @param minSamples how many points, itself included, make a neighbourhood dense
   */
  public CommonsMathClusterer(int eps, int minSamples) {
    // The library does not count the point itself.
    dbscan = new DBSCANClusterer<>(eps, minSamples - 1);
  }

  @Override
  public List<Cluster> cluster(OutlierList outliers) {
    List<Point> points = new ArrayList<>(outliers.size());
    for (int i = 0; i < outliers.size(); i++) {
      points.add(new Point(outliers.x()[i], outliers.y()[i]));
    }
    return dbscan.cluster(points).stream().map(found -> sum(found.getPoints())).toList();
  }

  private static Cluster sum(List<Point> points) {
    long sumX = 0;
    long sumY = 0;
    for (Point point : points) {
      sumX += point.x;
      sumY += point.y;
    }
    return new Cluster(points.size(), sumX, sumY);
  }

  /** Equal by identity, as the library's map of visited points needs no more. */
  private static final class Point implements Clusterable {

    private final int x;
    private final int y;
    private final double[] place;

    Point(int x, int y) {
      this.x = x;
      this.y = y;
      this.place = new double[] {x, y};
    }

    @Override
    public double[] getPoint() {
      return place;
    }
  }
}
