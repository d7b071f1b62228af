package org.meltwatch.tracking;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.model.Plate;

/**
 * Puts the findings of tiles together to one layer of the plate.
 *
 * <p>N is a sum over points with fixed weights. So what a tile computes for a point near its
 * border, or beyond it, with zeros for all that it does not see, is exactly its share of that
 * point's N. The shares of all tiles that see the point add up.
 */
final class LayerAssembly {

  private static final int REACH = Ring.REACH;

  private final Plate plate;
  private final int height;
  private final int width;
  private final int numeratorAbove;
  private final Ring deviations;
  private final KindMap kinds;
  private final @Nullable TileFindings[] tiles;
  private final BitSet usable;
  private final List<PlatePoint> points = new ArrayList<>();
  private long observed;

  private LayerAssembly(
      Plate plate,
      int numeratorAbove,
      int height,
      int width,
      @Nullable TileFindings[] tiles,
      BitSet usable) {
    this.plate = plate;
    this.height = height;
    this.width = width;
    this.numeratorAbove = numeratorAbove;
    this.deviations = Ring.ofDeviations(height, width);
    this.kinds = new KindMap(height, width);
    this.tiles = tiles;
    this.usable = usable;
  }

  /**
   * Puts a layer together.
   *
   * @param numeratorAbove from what |N| on, itself not included, a point is hot or cold
   * @param tiles by number: the findings of those that are present, null for the others
   * @param usable the numbers of those with a usable window, all of which have deviations
   */
  static LayerPoints assemble(
      Plate plate, int numeratorAbove, @Nullable TileFindings[] tiles, BitSet usable) {
    for (TileFindings any : tiles) {
      if (any != null) {
        LayerAssembly layer =
            new LayerAssembly(plate, numeratorAbove, any.height(), any.width(), tiles, usable);
        for (int tile = 0; tile < tiles.length; tile++) {
          TileFindings findings = tiles[tile];
          if (findings != null) {
            layer.add(tile, findings);
          }
        }
        return new LayerPoints(layer.observed, layer.points);
      }
    }
    return new LayerPoints(0, List.of());
  }

  private void add(int tile, TileFindings findings) {
    boolean isUsable = usable.get(tile);
    addSaturated(tile, findings.saturated());
    if (isUsable) {
      addInner(tile, findings.outliers());
      observed += (long) height * width - (isClear(tile) ? 0 : unobserved(tile));
    }
    for (int x = 0; x < height; x++) {
      if (deviations.isWhole(x)) {
        addBorder(tile, findings, isUsable, x, 0, width);
      } else {
        addBorder(tile, findings, isUsable, x, 0, REACH);
        addBorder(tile, findings, isUsable, x, width - REACH, width);
      }
    }
  }

  private void addInner(int tile, int[] outliers) {
    int top = plate.row(tile) * height;
    int left = plate.column(tile) * width;
    for (int i = 0; i < outliers.length; i += TileFindings.FIELDS) {
      points.add(
          new PlatePoint(
              top + outliers[i],
              left + outliers[i + 1],
              outliers[i + 2],
              false,
              outliers[i + 3] == 1));
    }
  }

  private void addSaturated(int tile, int[] runs) {
    int top = plate.row(tile) * height;
    int left = plate.column(tile) * width;
    for (int i = 0; i < runs.length; i += TileFindings.FIELDS) {
      for (int y = runs[i + 1]; y < runs[i + 1] + runs[i + 2]; y++) {
        points.add(new PlatePoint(top + runs[i], left + y, 0, true, runs[i + 3] == 1));
      }
    }
  }

  private void addBorder(
      int tile, TileFindings findings, boolean isUsable, int x, int from, int to) {
    for (int y = from; y < to; y++) {
      int kind = kinds.at(findings.kinds(), x, y);
      if (kind == Kind.SATURATED) {
        add(tile, x, y, 0, true);
      } else if (isUsable && kind == Kind.CANDIDATE) {
        int numerator = numerator(tile, x, y);
        if (Math.abs(numerator) > numeratorAbove && isObserved(tile, x, y)) {
          add(tile, x, y, numerator, false);
        }
      }
    }
  }

  private void add(int tile, int x, int y, int numerator, boolean isSaturated) {
    points.add(
        new PlatePoint(
            plate.row(tile) * height + x,
            plate.column(tile) * width + y,
            numerator,
            isSaturated,
            isEdge(tile, x, y)));
  }

  /** N of a point near the border of a tile: all shares that there are. */
  private int numerator(int tile, int x, int y) {
    int numerator = 0;
    int row = plate.row(tile);
    int column = plate.column(tile);
    for (int i = Math.floorDiv(x - REACH, height); i <= Math.floorDiv(x + REACH, height); i++) {
      for (int j = Math.floorDiv(y - REACH, width); j <= Math.floorDiv(y + REACH, width); j++) {
        if (plate.has(row + i, column + j)) {
          int other = plate.tile(row + i, column + j);
          TileFindings findings = tiles[other];
          if (findings != null && usable.get(other)) {
            numerator += findings.ring()[deviations.index(x - i * height, y - j * width)];
          }
        }
      }
    }
    return numerator;
  }

  /** True if all tiles that can hold a point near one of this tile have a usable window. */
  private boolean isClear(int tile) {
    int rows = (REACH + height - 1) / height;
    int columns = (REACH + width - 1) / width;
    for (int i = -rows; i <= rows; i++) {
      for (int j = -columns; j <= columns; j++) {
        if (isUnusable(plate.row(tile) + i, plate.column(tile) + j)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isUnusable(int row, int column) {
    return plate.has(row, column) && !usable.get(plate.tile(row, column));
  }

  private long unobserved(int tile) {
    long unobserved = 0;
    for (int x = 0; x < height; x++) {
      for (int y = 0; y < width; y++) {
        if (!deviations.isInner(x, y) && !isObserved(tile, x, y)) {
          unobserved++;
        }
      }
    }
    return unobserved;
  }

  /** True if no tile without a usable window holds a point near this one. */
  private boolean isObserved(int tile, int x, int y) {
    for (int i = Math.floorDiv(x - REACH, height); i <= Math.floorDiv(x + REACH, height); i++) {
      for (int j = Math.floorDiv(y - REACH, width); j <= Math.floorDiv(y + REACH, width); j++) {
        int away = distance(x, i * height, height) + distance(y, j * width, width);
        if (away <= REACH && isUnusable(plate.row(tile) + i, plate.column(tile) + j)) {
          return false;
        }
      }
    }
    return true;
  }

  /** How far a place is from the nearest one of {@code [from, from + length)}. */
  private static int distance(int place, int from, int length) {
    return Math.max(0, Math.max(from - place, place - from - length + 1));
  }

  /** True if a void point or a place beyond the plate is near a point near a tile's border. */
  private boolean isEdge(int tile, int x, int y) {
    for (int i = -REACH; i <= REACH; i++) {
      int side = REACH - Math.abs(i);
      for (int j = -side; j <= side; j++) {
        if (isVoidOrOutside(tile, x + i, y + j)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isVoidOrOutside(int tile, int x, int y) {
    int i = Math.floorDiv(x, height);
    int j = Math.floorDiv(y, width);
    int row = plate.row(tile) + i;
    int column = plate.column(tile) + j;
    if (!plate.has(row, column)) {
      return true;
    }
    TileFindings findings = tiles[plate.tile(row, column)];
    return findings != null
        && kinds.at(findings.kinds(), x - i * height, y - j * width) == Kind.VOID;
  }
}
