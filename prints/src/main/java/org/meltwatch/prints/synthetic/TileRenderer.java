package org.meltwatch.prints.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meltwatch.model.Image;

/** Draws one tile of a synthetic print. */
final class TileRenderer {

  private static final int POWDER = 2100;

  /** Above is solid: powder with all its noise stays below, solid with all its texture above. */
  private static final int SOLID_ABOVE = 9000;

  /** How wide the cooler rim of a solid is. */
  private static final int RIM = 8;

  private static final int HATCH = 2000;

  /** The camera's steps: values are multiples of this power of two. */
  private static final int STEP_BITS = 2;

  private final long seed;
  private final int layer;
  private final int size;
  private final int rowFrom;
  private final int columnFrom;
  private final Hatch hatch;
  private final Warmth warmth;
  private final int[] heat;
  private final int[] warm;
  private final short[] pixels;
  private final List<BlemishTrace> traces = new ArrayList<>();

  /**
   * A renderer of the square tile of {@code size} points whose first is the given row and column of
   * the plate.
   */
  TileRenderer(long seed, int layer, int size, int rowFrom, int columnFrom) {
    this.seed = seed;
    this.layer = layer;
    this.size = size;
    this.rowFrom = rowFrom;
    this.columnFrom = columnFrom;
    this.hatch = new Hatch(layer);
    this.warmth = new Warmth(seed, layer);
    this.heat = new int[size];
    this.warm = new int[size];
    this.pixels = new short[size * size];
  }

  Image render(List<Part> parts) {
    List<Part> near =
        parts.stream()
            .filter(part -> part.near(rowFrom, rowFrom + size, columnFrom, columnFrom + size))
            .toList();
    for (int row = 0; row < size; row++) {
      drawRow(row, near);
    }
    for (Blemish blemish :
        Blemish.of(seed, layer, rowFrom, rowFrom + size, columnFrom, columnFrom + size)) {
      blot(blemish);
    }
    return new Image(size, size, pixels);
  }

  private void drawRow(int row, List<Part> parts) {
    Arrays.fill(heat, 0);
    for (Part part : parts) {
      part.row(
          layer,
          rowFrom + row,
          (from, to) -> {
            int first = Math.max(0, from - columnFrom);
            int end = Math.min(size, to - columnFrom);
            if (first < end) {
              Arrays.fill(heat, first, end, part.heat());
            }
          });
    }
    warmth.row(rowFrom + row, columnFrom, warm);
    int phase = hatch.phase(rowFrom + row, columnFrom);
    long state = Noise.of(seed, 8, layer, rowFrom + row, columnFrom);
    long bits = 0;
    for (int column = 0; column < size; column++) {
      if ((column & 3) == 0) {
        state = Noise.step(state);
        bits = Noise.mix(state);
      }
      int grain = (int) (bits & 0xff) + (int) ((bits >>> 8) & 0xff) - 255;
      bits >>>= 16;
      int value =
          heat[column] == 0
              ? POWDER + grain * 6
              : heat[column] + warm[column] + ((Hatch.wave(phase) * HATCH) >> 10) + grain * 12;
      phase += hatch.perColumn();
      pixels[row * size + column] = (short) ((value >> STEP_BITS) << STEP_BITS);
    }
  }

  private void blot(Blemish blemish) {
    int x = blemish.made().x() - rowFrom;
    int y = blemish.made().y() - columnFrom;
    int reach = blemish.made().radius();
    int points = 0;
    int strongest = 0;
    for (int row = Math.max(0, x - reach); row < Math.min(size, x + reach); row++) {
      for (int column = Math.max(0, y - reach); column < Math.min(size, y + reach); column++) {
        int change = change(blemish, row, column, x, y);
        points += change > 0 ? 1 : 0;
        strongest = Math.max(strongest, change);
      }
    }
    if (points > 0) {
      traces.add(new BlemishTrace(blemish.made(), points, strongest));
    }
  }

  /** Changes a point by what the blemish does to it; returns by how much. */
  private int change(Blemish blemish, int row, int column, int x, int y) {
    int value = Short.toUnsignedInt(pixels[row * size + column]);
    int heat = blemish.heatAt(row - x, column - y);
    if (blemish.isOnPowder()) {
      set(row, column, value + heat);
    } else if (value > SOLID_ABOVE) {
      int inside = solidAround(row, column);
      set(row, column, value + heat * inside * inside / 16);
    }
    return Math.abs(Short.toUnsignedInt(pixels[row * size + column]) - value);
  }

  private void set(int row, int column, int value) {
    int clamped = Math.max(200, Math.min(65535, value));
    pixels[row * size + column] = (short) ((clamped >> STEP_BITS) << STEP_BITS);
  }

  /** What the blemishes have changed in the tile that was drawn. */
  List<BlemishTrace> traces() {
    return traces;
  }

  /**
   * How many of four points around are solid: edges and thin walls lose their heat to the powder.
   */
  private int solidAround(int row, int column) {
    return solid(row - RIM, column)
        + solid(row + RIM, column)
        + solid(row, column - RIM)
        + solid(row, column + RIM);
  }

  /** What lies outside the tile is taken for solid. */
  private int solid(int row, int column) {
    boolean outside = row < 0 || row >= size || column < 0 || column >= size;
    return outside || Short.toUnsignedInt(pixels[row * size + column]) > SOLID_ABOVE ? 1 : 0;
  }
}
