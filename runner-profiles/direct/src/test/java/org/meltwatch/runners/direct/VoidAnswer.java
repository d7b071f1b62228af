package org.meltwatch.runners.direct;

import java.util.List;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;

/** How many points of a tile are void: an answer of which main code knows nothing. */
final class VoidAnswer extends TileAnswer<VoidAnswer.VoidPoints> {

  static final VoidAnswer TYPE = new VoidAnswer();

  private VoidAnswer() {
    super("void", VoidPoints.class, Role.FURTHER, List.of("void"));
  }

  static int count(Image image, int voidBelow) {
    int points = 0;
    for (short pixel : image.pixels()) {
      points += Short.toUnsignedInt(pixel) < voidBelow ? 1 : 0;
    }
    return points;
  }

  static VoidPoints row(TileHeader tile, int points, long doneUs) {
    return new VoidPoints(
        tile.seqId(),
        tile.key().printId(),
        tile.key().tileId(),
        tile.layer(),
        points,
        tile.receivedMicros(),
        doneUs);
  }

  @Override
  protected List<?> values(VoidPoints row) {
    return List.of(row.points());
  }

  record VoidPoints(
      long seqId, String printId, int tileId, int layer, int points, long receivedUs, long doneUs)
      implements TileRow {

    @Override
    public VoidAnswer type() {
      return TYPE;
    }

    @Override
    public Object said() {
      return points;
    }
  }
}
