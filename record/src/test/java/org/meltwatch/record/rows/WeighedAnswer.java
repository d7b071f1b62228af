package org.meltwatch.record.rows;

import java.util.List;
import org.meltwatch.model.TileHeader;

/** A further answer for each tile, as whoever computes one would bring it along. */
public final class WeighedAnswer extends TileAnswer<WeighedAnswer.Weighed> {

  public static final WeighedAnswer TYPE = new WeighedAnswer("weight", Role.FURTHER);

  WeighedAnswer(String name, Role role) {
    super(name, Weighed.class, role, List.of("grams"));
  }

  public static Weighed row(TileHeader tile, int grams) {
    return new Weighed(
        tile.seqId(),
        tile.key().printId(),
        tile.key().tileId(),
        tile.layer(),
        grams,
        tile.receivedMicros(),
        tile.receivedMicros() + 40);
  }

  @Override
  protected List<?> values(Weighed row) {
    return List.of(row.grams());
  }

  public record Weighed(
      long seqId, String printId, int tileId, int layer, int grams, long receivedUs, long doneUs)
      implements TileRow {

    @Override
    public WeighedAnswer type() {
      return TYPE;
    }

    @Override
    public Object said() {
      return grams;
    }
  }
}
