package org.meltwatch.pipeline;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.model.RankedOutliers;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.record.rows.Answer;

/**
 * Computes answers beside those that every run gives. Each one that is found as a service, by the
 * class loader of the thread that runs, takes part in the run.
 *
 * <p>A step is given the tiles at three places on their way, and returns what they go on as. An
 * answer that depends on one element alone is best given on the way, by {@link Recording#rows},
 * which costs no job of Spark's and no further pass. Others hang their own transforms beside the
 * way, down to such a recording, and return what they were given.
 */
public interface AnswerStep {

  /** The answers that the step records. */
  List<Answer<?>> answers();

  /** Tiles as they came in, in any order, each with its image. */
  default PCollection<Tile> ofTiles(PCollection<Tile> tiles, Recording run) {
    return tiles;
  }

  /** The outliers of each tile, in order for each tile key. */
  default PCollection<RankedOutliers> ofOutliers(
      PCollection<RankedOutliers> outliers, Recording run) {
    return outliers;
  }

  /** The result of each tile, once the challenger has it. */
  default PCollection<TileResult> ofResults(PCollection<TileResult> results, Recording run) {
    return results;
  }

  /** The steps on the class path. */
  static List<AnswerStep> found() {
    return ServiceLoader.load(AnswerStep.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
