package org.meltwatch.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.tracking.FindingsKernel;

/** Sketches that are made on the way, against their definition. */
final class TileSketcherTest {

  private static final int VOID_BELOW = DefectRules.DEFAULT.voidBelow();
  private static final int SATURATED_ABOVE = DefectRules.DEFAULT.saturatedAbove();

  private final Random random = new Random(5);
  private final FindingsKernel kernel = new FindingsKernel(DefectRules.DEFAULT);

  /** One kernel for all, so that nothing of one tile is left for the next. */
  @Test
  void sketch_ofTilesOfManySizes_isAsDefined() {
    for (int round = 0; round < 200; round++) {
      int height = 1 + random.nextInt(round % 10 == 0 ? 300 : 40);
      int width = 1 + random.nextInt(round % 10 == 1 ? 300 : 40);
      Image below = image(height, width);
      Image tile = random.nextInt(8) == 0 ? below : image(height, width);
      assertEquals(defined(tile, null), sketch(tile, null), height + " x " + width);
      assertEquals(defined(tile, below), sketch(tile, below), height + " x " + width);
    }
  }

  private TileSketch sketch(Image tile, Image below) {
    TileHeader header = new TileHeader(1, new TileKey("P", 0), 2, 0);
    return kernel.find(header, 0, tile, below, below).findings().sketch();
  }

  private Image image(int height, int width) {
    short[] pixels = new short[height * width];
    int dark = random.nextInt(4);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (short) (dark == 0 ? random.nextInt(VOID_BELOW) : random.nextInt(1 << 16));
    }
    return new Image(height, width, pixels);
  }

  private static TileSketch defined(Image tile, Image below) {
    int height = tile.height();
    int width = tile.width();
    int[] rows = new int[height];
    int[] columns = new int[width];
    boolean isVoid = true;
    boolean isRepeated = below != null;
    int solid = 0;
    int saturated = 0;
    long sum = 0;
    for (int x = 0; x < height; x++) {
      for (int y = 0; y < width; y++) {
        int value = tile.at(x, y);
        isVoid &= value < VOID_BELOW;
        isRepeated &= below != null && below.at(x, y) == value;
        rows[x] += isSampled(y, width) ? value : 0;
        if (isSampled(x, height)) {
          columns[y] += value;
          solid += value >= VOID_BELOW ? 1 : 0;
          sum += value >= VOID_BELOW ? value : 0;
          saturated += value > SATURATED_ABOVE ? 1 : 0;
        }
      }
    }
    return new TileSketch(isVoid, isRepeated && !isVoid, solid, saturated, sum, rows, columns);
  }

  private static boolean isSampled(int at, int length) {
    int step = Math.max(1, Math.min(16, length / 16));
    return at % step == step / 2;
  }
}
