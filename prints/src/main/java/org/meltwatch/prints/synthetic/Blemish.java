package org.meltwatch.prints.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * A place that is too hot or too cold for a few layers.
 *
 * @param x the plate's row of its centre
 * @param y the plate's column of its centre
 * @param radius how far it reaches
 * @param heat what it adds at its centre; negative where powder was not molten
 * @param onPowder whether it shows on loose powder, as spatter does, or on solid only
 */
record Blemish(int x, int y, int radius, int heat, boolean onPowder) {

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
          add(found, Noise.of(seed, 5, i, j, epoch), i, j, layer - epoch * EPOCH);
        }
      }
    }
    return found;
  }

  private static int block(int at) {
    return Math.floorDiv(at, BLOCK);
  }

  private static void add(List<Blemish> found, long hash, int i, int j, int age) {
    int kind = Noise.between(hash, 0, 0, 99);
    int birth = Noise.between(hash, 16, 0, EPOCH - 1);
    int life = Noise.between(hash, 32, kind >= OVERHEATING && kind < COLD ? 5 : 2, EPOCH);
    int lived = age - birth;
    if (lived < 0 || lived >= life) {
      return;
    }
    long more = Noise.of(hash, 6);
    int x = i * BLOCK + Noise.between(more, 0, 0, BLOCK - 1);
    int y = j * BLOCK + Noise.between(more, 16, 0, BLOCK - 1);
    Blemish grown = ofKind(kind, x, y, more);
    // grows, then fades: full strength in the middle of its life
    int strength = 256 * Math.min(lived + 1, life - lived) / ((life + 1) / 2);
    found.add(new Blemish(x, y, grown.radius, grown.heat * strength / 256, grown.onPowder));
  }

  /** A hot spot, overheating, lack of fusion or spatter: each on its share of 100 blocks. */
  private static Blemish ofKind(int kind, int x, int y, long hash) {
    if (kind < OVERHEATING) {
      return of(x, y, hash, 5, 9, Noise.between(hash, 48, 18_000, 32_000));
    }
    if (kind < COLD) {
      return of(x, y, hash, 22, LARGEST, Noise.between(hash, 48, 36_000, 100_000));
    }
    if (kind < SPATTER) {
      return of(x, y, hash, 5, 9, -Noise.between(hash, 48, 10_000, 21_000));
    }
    int heat = Noise.between(hash, 48, 2_000, 9_000);
    return new Blemish(x, y, Noise.between(hash, 32, 3, 4), heat, true);
  }

  private static Blemish of(int x, int y, long hash, int smallest, int largest, int heat) {
    return new Blemish(x, y, Noise.between(hash, 32, smallest, largest), heat, false);
  }

  /** What it adds at a distance of (dx, dy) from its centre: (1 - d^2 / r^2)^2 of its heat. */
  int heatAt(int dx, int dy) {
    int square = radius * radius;
    int rest = square - dx * dx - dy * dy;
    if (rest <= 0) {
      return 0;
    }
    int share = rest * 1024 / square;
    return (int) (((long) heat * share * share) >> 20);
  }
}
