package org.meltwatch.prints.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Sets parts out on the plate: one to a square of 250 points, shifted at random, so that many lie
 * across the tiles' borders, which fall every 500 points.
 */
final class PartLayout {

  private static final int PITCH = 250;
  private static final int LONG_AGO = 10_000;
  private static final int[][] ROTATIONS = {
    {1, 0, 1}, {4, 3, 5}, {3, 4, 5}, {12, 5, 13}, {5, 12, 13}, {24, 7, 25}, {15, 8, 17}
  };

  private PartLayout() {}

  /** The parts of a plate of so many rows and columns of points. */
  static List<Part> of(long seed, int height, int width) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i * PITCH < height; i++) {
      for (int j = 0; j * PITCH < width; j++) {
        long hash = Noise.of(seed, 1, i, j);
        int x = i * PITCH + PITCH / 2 + Noise.between(hash, 0, -45, 45);
        int y = j * PITCH + PITCH / 2 + Noise.between(hash, 16, -45, 45);
        if (Noise.between(hash, 32, 0, 9) > 0) {
          parts.add(part(Noise.of(seed, 2, i, j), x, y));
        }
      }
    }
    return parts;
  }

  private static Part part(long hash, int x, int y) {
    int kind = Noise.between(hash, 0, 0, 39);
    int size = Noise.between(hash, 16, 0, 40);
    long more = Noise.of(hash, 3);
    int heat = Noise.between(more, 0, 20_300, 25_300);
    boolean begins = Noise.between(more, 16, 0, 19) == 0;
    int first = begins ? Noise.between(more, 32, 2, 60) : -Noise.between(more, 32, 0, 200);
    boolean ends = !begins && Noise.between(more, 48, 0, 14) == 0;
    int last = ends ? first + Noise.between(more, 48, 0, 4000) % 260 : LONG_AGO;
    return new Part(shape(kind, size, Noise.of(hash, 4)), x, y, heat, first, last);
  }

  private static Shape shape(int kind, int size, long hash) {
    if (kind < 9) {
      return new Shape.Disc(60 + size, 0, 0);
    }
    if (kind < 16) {
      return new Shape.Disc(30 + size / 2, Noise.between(hash, 0, 2, 6), 80 + size);
    }
    if (kind < 17) {
      return new Shape.Mushroom(20 + size / 2, 40 + size, Noise.between(hash, 0, 20, 240));
    }
    if (kind < 22) {
      return new Shape.Tube(30 + size, 50 + size + Noise.between(hash, 0, 0, 14));
    }
    if (kind < 33) {
      int[] turn = ROTATIONS[Noise.between(hash, 16, 0, ROTATIONS.length - 1)];
      int halfWidth = 35 + Noise.between(hash, 0, 0, 45);
      int lean = Noise.between(hash, 32, -3, 3);
      return new Shape.Block(50 + size, halfWidth, turn[0], turn[1], turn[2], lean);
    }
    if (kind < 36) {
      boolean alongRows = Noise.between(hash, 16, 0, 1) == 0;
      return new Shape.Walls(45 + size, Noise.between(hash, 0, 4, 6), 24, alongRows);
    }
    return new Shape.Lattice(50 + size, Noise.between(hash, 0, 5, 7), 26);
  }
}
