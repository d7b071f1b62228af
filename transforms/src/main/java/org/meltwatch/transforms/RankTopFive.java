package org.meltwatch.transforms;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.coders.RankingCoder;
import org.meltwatch.coders.TileOutliersCoder;
import org.meltwatch.kernel.outliers.TopFive;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileOutliers;

/**
 * Query 2: ranks the five strongest outliers of every tile. The answer comes with the outliers it
 * is about, so that Query 3 can follow on the same way: engines that keep what two steps read, or
 * make a job of each end, need neither.
 */
public final class RankTopFive
    extends PTransform<PCollection<TileOutliers>, PCollection<KV<Ranking, TileOutliers>>> {

  private RankTopFive() {}

  /** Ranks by exact |N|, equal ones in scan order. */
  public static RankTopFive create() {
    return new RankTopFive();
  }

  @Override
  public PCollection<KV<Ranking, TileOutliers>> expand(PCollection<TileOutliers> outliers) {
    return outliers
        .apply("Rank", ParDo.of(new RankFn()))
        .setCoder(KvCoder.of(RankingCoder.of(), TileOutliersCoder.of()));
  }

  static final class RankFn extends DoFn<TileOutliers, KV<Ranking, TileOutliers>> {

    @ProcessElement
    public void process(@Element TileOutliers tile, OutputReceiver<KV<Ranking, TileOutliers>> out) {
      out.output(KV.of(new Ranking(tile.header(), TopFive.rank(tile.outliers())), tile));
    }
  }
}
