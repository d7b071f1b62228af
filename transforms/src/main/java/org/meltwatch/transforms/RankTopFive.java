package org.meltwatch.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.kernel.outliers.TopFive;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileOutliers;

/**
 * Query 2: ranks the five strongest outliers of every tile. The answer goes on with the outliers it
 * is about, so that Query 3 can follow on the same way.
 */
public final class RankTopFive
    extends PTransform<PCollection<TileOutliers>, PCollection<RankedOutliers>> {

  private RankTopFive() {}

  /** Ranks by exact |N|, equal ones in scan order. */
  public static RankTopFive create() {
    return new RankTopFive();
  }

  @Override
  public PCollection<RankedOutliers> expand(PCollection<TileOutliers> outliers) {
    return outliers.apply("Rank", ParDo.of(new RankFn()));
  }

  static final class RankFn extends DoFn<TileOutliers, RankedOutliers> {

    @ProcessElement
    public void process(@Element TileOutliers tile, OutputReceiver<RankedOutliers> out) {
      out.output(new RankedOutliers(tile, TopFive.rank(tile.outliers())));
    }
  }
}
