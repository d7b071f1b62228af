package org.meltwatch.record.rows;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.meltwatch.model.TileHeader;

/** Query 1: how many points of a tile are saturated. */
public final class SaturatedAnswer extends TileAnswer<SaturatedAnswer.Saturated> {

  public static final SaturatedAnswer TYPE = new SaturatedAnswer();

  private SaturatedAnswer() {
    super("q1", Saturated.class, Role.ARRIVAL, List.of("saturated"));
  }

  /** A tile's answer, ready at {@code doneUs} microseconds since the epoch. */
  public static Saturated row(TileHeader tile, int saturated, long doneUs) {
    return new Saturated(
        tile.seqId(),
        tile.key().printId(),
        tile.key().tileId(),
        tile.layer(),
        saturated,
        tile.receivedMicros(),
        doneUs);
  }

  @Override
  protected List<?> values(Saturated row) {
    return List.of(row.saturated());
  }

  /**
   * A tile's answer.
   *
   * @param saturated how many of its points are saturated
   */
  public record Saturated(
      long seqId,
      String printId,
      int tileId,
      int layer,
      int saturated,
      long receivedUs,
      long doneUs)
      implements TileRow {

    public Saturated {
      requireNonNull(printId, "print_id");
    }

    @Override
    public SaturatedAnswer type() {
      return TYPE;
    }

    @Override
    public Object said() {
      return saturated;
    }
  }
}
