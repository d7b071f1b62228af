package org.meltwatch.runners.direct;

import java.util.List;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.pipeline.AnswerStep;
import org.meltwatch.pipeline.Recording;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.transforms.images.Images;

/** Computes both answers that this module's tests bring along. */
public final class FurtherAnswers implements AnswerStep {

  @Override
  public List<Answer<?>> answers() {
    return List.of(VoidAnswer.TYPE, StageAnswer.TYPE);
  }

  @Override
  public PCollection<Tile> ofTiles(PCollection<Tile> tiles, Recording run) {
    Images images = run.images();
    int voidBelow = run.rules().voidBelow();
    return tiles.apply(
        "CountVoid",
        run.rows(
            (tile, now) ->
                VoidAnswer.row(
                    tile.header(),
                    VoidAnswer.count(images.of(tile.image()), voidBelow),
                    now.getAsLong())));
  }

  @Override
  public PCollection<RankedOutliers> ofOutliers(
      PCollection<RankedOutliers> outliers, Recording run) {
    return outliers.apply(
        "Found", run.rows((tile, now) -> StageAnswer.row(tile.header(), "found", now.getAsLong())));
  }

  /** Beside the way of the tiles. */
  @Override
  public PCollection<TileResult> ofResults(PCollection<TileResult> results, Recording run) {
    results.apply(
        "Posted",
        run.rows((tile, now) -> StageAnswer.row(tile.header(), "posted", now.getAsLong())));
    return results;
  }
}
