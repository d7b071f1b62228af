package org.meltwatch.prints.synthetic;

/** How the plate's warmth varies from place to place, slowly over the layers: value noise. */
final class Warmth {

  private static final int CELL = 64;
  private static final int LAYERS = 8;
  private static final int AMPLITUDE = 1400;

  private final long seed;
  private final int layer;

  Warmth(long seed, int layer) {
    this.seed = seed;
    this.layer = layer;
  }

  /** Fills {@code warmth} with the values of the row's columns from {@code columnFrom} on. */
  void row(int row, int columnFrom, int[] warmth) {
    int i = Math.floorDiv(row, CELL);
    int inRow = row - i * CELL;
    int first = Math.floorDiv(columnFrom, CELL);
    int left = between(i, first, inRow);
    for (int j = first, from = first * CELL - columnFrom; from < warmth.length; j++) {
      int right = between(i, j + 1, inRow);
      for (int inCell = Math.max(0, -from);
          inCell < CELL && from + inCell < warmth.length;
          inCell++) {
        warmth[from + inCell] = left + (right - left) * inCell / CELL;
      }
      left = right;
      from += CELL;
    }
  }

  private int between(int i, int j, int inRow) {
    int upper = node(i, j);
    return upper + (node(i + 1, j) - upper) * inRow / CELL;
  }

  private int node(int i, int j) {
    int epoch = layer / LAYERS;
    int before = Noise.between(Noise.of(seed, 7, i, j, epoch), 0, -AMPLITUDE, AMPLITUDE);
    int after = Noise.between(Noise.of(seed, 7, i, j, epoch + 1), 0, -AMPLITUDE, AMPLITUDE);
    return before + (after - before) * (layer % LAYERS) / LAYERS;
  }
}
