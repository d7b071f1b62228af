package org.meltwatch.runners.direct;

import java.util.Comparator;
import java.util.List;
import org.meltwatch.model.TileHeader;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.AnswerRow;

/** Which layers have come to which stage: an answer of which there is not one for each tile. */
final class StageAnswer extends Answer<StageAnswer.Stage> {

  static final StageAnswer TYPE = new StageAnswer();

  private StageAnswer() {
    super("stages", Stage.class, List.of("print_id", "layer", "stage"));
  }

  static Stage row(TileHeader tile, String stage, long doneUs) {
    return new Stage(tile.key().printId(), tile.layer(), stage, doneUs);
  }

  @Override
  public Comparator<Stage> order() {
    return Comparator.comparing(Stage::printId)
        .thenComparingInt(Stage::layer)
        .thenComparing(Stage::stage);
  }

  @Override
  protected List<?> fields(Stage row) {
    return List.of(row.printId(), row.layer(), row.stage());
  }

  record Stage(String printId, int layer, String stage, long doneUs) implements AnswerRow {

    @Override
    public StageAnswer type() {
      return TYPE;
    }
  }
}
