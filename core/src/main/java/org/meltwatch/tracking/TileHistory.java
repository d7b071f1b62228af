package org.meltwatch.tracking;

/**
 * What is known of a tile of the plate: which layer is its next one, by ascending batch id.
 *
 * @param expected the first layer that neither came nor was passed
 * @param run how many of the layers right below it came in order; 2 stands for two and more
 * @param size what the size of its first image is: {@link #UNKNOWN}, the print's or another
 */
record TileHistory(int expected, int run, int size) {

  static final int UNKNOWN = 0;
  static final int OF_PRINT = 1;
  static final int OTHER = 2;

  private static final int WHOLE = 2;

  static TileHistory from(int firstLayer) {
    return new TileHistory(firstLayer, 0, UNKNOWN);
  }

  /** True if an image of the print's size, or of another, is that of the tile's first one. */
  boolean accepts(int otherSize) {
    return size == UNKNOWN || size == otherSize;
  }

  /** True if a tile of the layer has the two below it in its window. */
  boolean isCompletedBy(int layer) {
    return layer == expected && run == WHOLE;
  }

  /** A tile of the layer was accepted. */
  TileHistory with(int layer, int ofSize) {
    if (layer < expected) {
      return new TileHistory(expected, run, ofSize);
    }
    int before = layer == expected ? run : 0;
    return new TileHistory(layer + 1, Math.min(WHOLE, before + 1), ofSize);
  }

  /** A batch of the layer was refused. */
  TileHistory without(int layer) {
    return layer < expected ? this : new TileHistory(layer + 1, 0, size);
  }
}
