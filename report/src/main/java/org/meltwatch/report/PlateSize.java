package org.meltwatch.report;

import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Plate;
import org.meltwatch.record.pictures.Entry;
import org.meltwatch.record.run.RunFacts;

/**
 * How large the plate of a print is.
 *
 * @param plate how it is cut
 * @param tileHeight rows of a tile, in points
 * @param tileWidth columns of a tile, in points
 */
record PlateSize(Plate plate, int tileHeight, int tileWidth) {

  /**
   * What a run has noted of it; null if that is not enough.
   *
   * @param print the print's name
   * @param picture any picture that was kept of its tiles; null if there is none
   */
  static @Nullable PlateSize of(RunFacts facts, String print, @Nullable Entry picture) {
    @Nullable Plate plate = facts.plate(print);
    @Nullable Integer side = facts.number("tileSize");
    if (plate == null) {
      return null;
    }
    if (picture != null) {
      return new PlateSize(plate, picture.height(), picture.width());
    }
    return side == null ? null : new PlateSize(plate, side, side);
  }

  /** Rows of the plate, in points. */
  int height() {
    return plate.rows() * tileHeight;
  }

  /** Columns of the plate, in points. */
  int width() {
    return plate.columns() * tileWidth;
  }
}
