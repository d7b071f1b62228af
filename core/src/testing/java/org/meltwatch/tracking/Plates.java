package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.List;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Image;
import org.meltwatch.model.Plate;

/** Whole layers of a plate, and the tiles that they are cut into. */
public final class Plates {

  private Plates() {}

  /** The tiles of a layer by number; what does not fill a tile is left out. */
  public static List<Image> cut(Image layer, Plate plate) {
    int height = layer.height() / plate.rows();
    int width = layer.width() / plate.columns();
    List<Image> tiles = new ArrayList<>();
    for (int tile = 0; tile < plate.tiles(); tile++) {
      int top = plate.row(tile) * height;
      int left = plate.column(tile) * width;
      tiles.add(Tiles.image(height, width, (x, y) -> layer.at(top + x, left + y)));
    }
    return tiles;
  }
}
