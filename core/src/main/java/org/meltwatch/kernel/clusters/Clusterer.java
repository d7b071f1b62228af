package org.meltwatch.kernel.clusters;

import java.util.List;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.OutlierList;

/**
 * Query 3: DBSCAN over the outliers' rows and columns, as docs/semantics.md defines it. All
 * implementations give equal clusters in the same order. Not for use by several threads.
 */
@FunctionalInterface
public interface Clusterer {

  /**
   * The clusters in order of discovery.
   *
   * @param outliers distinct points, visited in the order of the list: scan order for the contest
   */
  List<Cluster> cluster(OutlierList outliers);
}
