package org.meltwatch.challenger.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.meltwatch.model.Image;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;

/** A print of tiny tiles whose every point says where it is. */
public record FakePrint(String id, int layers, Grid grid) implements Print {

  static final int SIZE = 8;

  public static FakePrint of(int layers, int tiles) {
    return new FakePrint("FAKE", layers, new Grid(1, tiles));
  }

  @Override
  public List<Image> tiles(int layer) {
    return IntStream.range(0, grid.tiles()).mapToObj(tile -> tile(layer, tile)).toList();
  }

  private static Image tile(int layer, int tile) {
    short[] pixels = new short[SIZE * SIZE];
    for (int index = 0; index < pixels.length; index++) {
      pixels[index] = (short) (layer * 1000 + tile * 100 + index);
    }
    pixels[0] = (short) 65535;
    return new Image(SIZE, SIZE, pixels);
  }
}
