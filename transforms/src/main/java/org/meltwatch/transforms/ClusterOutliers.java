package org.meltwatch.transforms;

import static java.util.Objects.requireNonNull;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.clusters.Clusterer;
import org.meltwatch.kernel.clusters.Clustering;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileOutliers;
import org.meltwatch.model.TileResult;

/** Query 3: clusters the outliers of every tile. */
public final class ClusterOutliers
    extends PTransform<PCollection<RankedOutliers>, PCollection<TileResult>> {

  private final DefectRules rules;
  private final Clustering clustering;

  private ClusterOutliers(DefectRules rules, Clustering clustering) {
    this.rules = rules;
    this.clustering = clustering;
  }

  /**
   * Clusters outliers.
   *
   * @param rules what is near and what is dense
   * @param clustering which implementation; all give equal results
   */
  public static ClusterOutliers by(DefectRules rules, Clustering clustering) {
    return new ClusterOutliers(rules, clustering);
  }

  @Override
  public PCollection<TileResult> expand(PCollection<RankedOutliers> outliers) {
    return outliers.apply("Cluster", ParDo.of(new ClusterFn(rules, clustering)));
  }

  static final class ClusterFn extends DoFn<RankedOutliers, TileResult> {

    private final DefectRules rules;
    private final Clustering clustering;
    private transient @Nullable Clusterer clusterer;

    ClusterFn(DefectRules rules, Clustering clustering) {
      this.rules = rules;
      this.clustering = clustering;
    }

    @Setup
    public void setup() {
      clusterer = clustering.create(rules);
    }

    @ProcessElement
    public void process(@Element RankedOutliers ranked, OutputReceiver<TileResult> out) {
      TileOutliers tile = ranked.tile();
      out.output(
          new TileResult(
              tile.header(),
              tile.saturated(),
              requireNonNull(clusterer, "clusterer").cluster(tile.outliers())));
    }
  }
}
