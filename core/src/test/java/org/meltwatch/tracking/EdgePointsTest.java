package org.meltwatch.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.kernel.tiff.Tiles;
import org.meltwatch.model.Image;

class EdgePointsTest {

  private static final int VOID_BELOW = 5000;

  private final long seed = Long.getLong("meltwatch.seed", 20261127L);

  /** Points in any order, in images with few and with many void points. */
  @Test
  void of_anyInnerPoint_equalsALoopOverAllThatIsNear() {
    Random random = new Random(seed);
    EdgePoints edges = new EdgePoints(VOID_BELOW);
    EdgeRuns runs = new EdgeRuns(VOID_BELOW);
    for (int round = 0; round < 60; round++) {
      int height = 9 + random.nextInt(40);
      int width = 9 + random.nextInt(40);
      int rarity = 1 + random.nextInt(600);
      Image image =
          Tiles.image(height, width, (x, y) -> random.nextInt(rarity) == 0 ? 4999 : 5000 + x + y);
      edges.start(image);
      runs.start(image);
      for (int i = 0; i < 200; i++) {
        int x = Ring.REACH + random.nextInt(height - 2 * Ring.REACH);
        int y = Ring.REACH + random.nextInt(width - 2 * Ring.REACH);
        String where =
            String.format(Locale.ROOT, "(%d, %d) in round %d of seed %d", x, y, round, seed);
        for (int below = x; below < Math.min(x + 4, height - Ring.REACH); below++) {
          assertEquals(isEdge(image, below, y) ? 1 : 0, edges.of(below, y), where);
        }
        int to = y + 1 + random.nextInt(width - Ring.REACH - y);
        assertEquals(next(image, true, x, y, to), runs.next(true, x, y, to), where);
        assertEquals(next(image, false, x, y, to), runs.next(false, x, y, to), where);
      }
    }
  }

  private static int next(Image image, boolean isEdge, int x, int from, int to) {
    return IntStream.range(from, to)
        .filter(y -> isEdge(image, x, y) == isEdge)
        .findFirst()
        .orElse(to);
  }

  private static boolean isEdge(Image image, int x, int y) {
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        boolean isNear = Math.abs(row - x) + Math.abs(column - y) <= Ring.REACH;
        if (isNear && image.at(row, column) < VOID_BELOW) {
          return true;
        }
      }
    }
    return false;
  }
}
