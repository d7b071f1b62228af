package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;

/**
 * Query 2: a tile's strongest outliers. In the result file points are written {@code (x,y)}; fields
 * without an outlier are empty.
 */
public final class TopFiveAnswer extends TileAnswer<TopFiveAnswer.TopFive> {

  public static final TopFiveAnswer TYPE = new TopFiveAnswer();

  private TopFiveAnswer() {
    super(
        "q2",
        TopFive.class,
        Role.FURTHER,
        List.of("P1", "dP1", "P2", "dP2", "P3", "dP3", "P4", "dP4", "P5", "dP5"));
  }

  /** A tile's answer, ready at {@code doneUs} microseconds since the epoch. */
  public static TopFive row(TileHeader tile, List<Outlier> top, long doneUs) {
    return new TopFive(
        tile.seqId(),
        tile.key().printId(),
        tile.key().tileId(),
        tile.layer(),
        top,
        tile.receivedMicros(),
        doneUs);
  }

  @Override
  protected List<?> values(TopFive row) {
    List<Object> values = new ArrayList<>();
    for (Outlier outlier : row.top()) {
      values.add("(" + outlier.x() + "," + outlier.y() + ")");
      values.add(outlier.deviation());
    }
    while (values.size() < 2 * Ranking.SIZE) {
      values.add("");
    }
    return values;
  }

  /**
   * A tile's answer.
   *
   * @param top its strongest outliers, see {@link Ranking}
   */
  public record TopFive(
      long seqId,
      String printId,
      int tileId,
      int layer,
      List<Outlier> top,
      long receivedUs,
      long doneUs)
      implements TileRow {

    public TopFive {
      requireNonNull(printId, "print_id");
      top = List.copyOf(requireNonNull(top, "top"));
    }

    @Override
    public TopFiveAnswer type() {
      return TYPE;
    }

    @Override
    public Object said() {
      return top;
    }
  }
}
