package org.meltwatch.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.kernel.TopFive;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileOutliers;

/** Query 2: ranks the five strongest outliers of every tile. */
public final class RankTopFive extends PTransform<PCollection<TileOutliers>, PCollection<Ranking>> {

  private RankTopFive() {}

  /** Ranks by exact |N|, equal ones in scan order. */
  public static RankTopFive create() {
    return new RankTopFive();
  }

  @Override
  public PCollection<Ranking> expand(PCollection<TileOutliers> outliers) {
    return outliers.apply("Rank", ParDo.of(new RankFn()));
  }

  static final class RankFn extends DoFn<TileOutliers, Ranking> {

    @ProcessElement
    public void process(@Element TileOutliers tile, OutputReceiver<Ranking> out) {
      out.output(new Ranking(tile.header(), TopFive.rank(tile.outliers())));
    }
  }
}
