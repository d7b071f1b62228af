package org.meltwatch.prints.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * A place that is too hot or too cold for a few layers, in one of these.
 *
 * @param made what it is over its whole life
 * @param heat what it adds at its centre; negative where powder was not molten
 */
record Blemish(MadeBlemish made, int heat) {

  /** Blemishes are born one to a block of the plate and an epoch of layers. */
  private static final int BLOCK = 125;

  private static final int EPOCH = 8;
  private static final int LARGEST = 56;

  private static final int OVERHEATING = 44;
  private static final int COLD = 57;
  private static final int SPATTER = 78;

  /** The blemishes that can touch a rectangle of the plate in a layer, ends exclusive. */
  static List<Blemish> of(
      long seed, int layer, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    List<Blemish> found = new ArrayList<>();
    for (int i = block(rowFrom - LARGEST); i <= block(rowTo + LARGEST); i++) {
      for (int j = block(columnFrom - LARGEST); j <= block(columnTo + LARGEST); j++) {
        for (int epoch = layer / EPOCH - 1; epoch <= layer / EPOCH; epoch++) {
          add(found, Noise.of(seed, 5, i, j, epoch), i, j, epoch * EPOCH, layer);
        }
      }
    }
    return found;
  }

  private static int block(int at) {
    return Math.floorDiv(at, BLOCK);
  }

  private static void add(List<Blemish> found, long hash, int i, int j, int epoch, int layer) {
    int kind = Noise.between(hash, 0, 0, 99);
    int birth = Noise.between(hash, 16, 0, EPOCH - 1);
    int life = Noise.between(hash, 32, kind >= OVERHEATING && kind < COLD ? 5 : 2, EPOCH);
    int lived = layer - epoch - birth;
    if (lived < 0 || lived >= life) {
      return;
    }
    long more = Noise.of(hash, 6);
    int x = i * BLOCK + Noise.between(more, 0, 0, BLOCK - 1);
    int y = j * BLOCK + Noise.between(more, 16, 0, BLOCK - 1);
    int first = epoch + birth;
    MadeBlemish made = ofKind(kind, x, y, more, first, first + life - 1);
    // grows, then fades: full strength in the middle of its life
    int strength = 256 * Math.min(lived + 1, life - lived) / ((life + 1) / 2);
    found.add(new Blemish(made, made.heat() * strength / 256));
  }

  /** A hot spot, overheating, lack of fusion or spatter: each on its share of 100 blocks. */
  private static MadeBlemish ofKind(int kind, int x, int y, long hash, int first, int last) {
    if (kind < OVERHEATING) {
      int heat = Noise.between(hash, 48, 18_000, 32_000);
      return new MadeBlemish(BlemishKind.HOT_SPOT, x, y, small(hash), heat, first, last);
    }
    if (kind < COLD) {
      int radius = Noise.between(hash, 32, 22, LARGEST);
      int heat = Noise.between(hash, 48, 36_000, 100_000);
      return new MadeBlemish(BlemishKind.OVERHEATING, x, y, radius, heat, first, last);
    }
    if (kind < SPATTER) {
      int heat = -Noise.between(hash, 48, 10_000, 21_000);
      return new MadeBlemish(BlemishKind.LACK_OF_FUSION, x, y, small(hash), heat, first, last);
    }
    int radius = Noise.between(hash, 32, 3, 4);
    int heat = Noise.between(hash, 48, 2_000, 9_000);
    return new MadeBlemish(BlemishKind.SPATTER, x, y, radius, heat, first, last);
  }

  private static int small(long hash) {
    return Noise.between(hash, 32, 5, 9);
  }

  /** Whether it shows on loose powder, too, or on solid only. */
  boolean isOnPowder() {
    return made.kind() == BlemishKind.SPATTER;
  }

  /** What it adds at a distance of (dx, dy) from its centre: (1 - d^2 / r^2)^2 of its heat. */
  int heatAt(int dx, int dy) {
    int square = made.radius() * made.radius();
    int rest = square - dx * dx - dy * dy;
    if (rest <= 0) {
      return 0;
    }
    int share = rest * 1024 / square;
    return (int) (((long) heat * share * share) >> 20);
  }
}
