package org.meltwatch.tracking;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.kernel.outliers.RowVisitor;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;

/**
 * Finds a tile's outliers and, in the same pass, all that the plate needs to know of it. Keeps its
 * arrays from tile to tile; not for use by several threads.
 */
public final class FindingsKernel {

  /**
   * What was found.
   *
   * @param outliers as {@link DeviationKernel} finds them; none if the window was incomplete
   * @param findings the same for the plate
   */
  public record Found(OutlierList outliers, TileFindings findings) {}

  private final int voidBelow;
  private final int saturatedAbove;
  private final DeviationKernel kernel;

  /** A kernel with the thresholds of the rules. */
  public FindingsKernel(DefectRules rules) {
    voidBelow = rules.voidBelow();
    saturatedAbove = rules.saturatedAbove();
    kernel = new DeviationKernel(rules);
  }

  /**
   * Looks at a tile.
   *
   * @param saturated how many of its points are saturated
   * @param previous layer l - 1; null if the window is incomplete
   * @param oldest layer l - 2; null if the window is incomplete
   */
  public Found find(
      TileHeader header,
      int saturated,
      Image newest,
      @Nullable Image previous,
      @Nullable Image oldest) {
    int height = newest.height();
    int width = newest.width();
    boolean isComplete = previous != null && oldest != null;
    Ring deviations = Ring.ofDeviations(height, width);
    RowNotes rows = new RowNotes(height, width, saturated > 0);
    int[] ring = new int[isComplete ? deviations.size() : 0];
    OutlierList outliers = OutlierList.none();
    if (previous != null && oldest != null) {
      outliers = kernel.find(newest, previous, oldest, ring, rows);
    } else {
      rows.visitAll(newest);
    }
    TileFindings findings =
        new TileFindings(
            header,
            height,
            width,
            isComplete,
            inner(outliers, deviations, newest),
            saturated(newest, deviations, rows.saturated),
            rows.kinds,
            ring);
    return new Found(outliers, findings);
  }

  /** What is noted of each row on the way: kinds, and whether any point is saturated. */
  private final class RowNotes implements RowVisitor {

    private final KindMap map;
    private final byte[] kinds;
    private final boolean isAnySaturated;
    private final BitSet saturated = new BitSet();

    RowNotes(int height, int width, boolean isAnySaturated) {
      this.map = new KindMap(height, width);
      this.kinds = new byte[map.bytes()];
      this.isAnySaturated = isAnySaturated;
    }

    void visitAll(Image image) {
      int[] points = new int[image.width()];
      for (int x = 0; x < image.height(); x++) {
        for (int y = 0; y < points.length; y++) {
          points[y] = image.at(x, y);
        }
        visit(x, points, 0);
      }
    }

    @Override
    public void visit(int x, int[] points, int from) {
      map.put(kinds, x, points, from, voidBelow, saturatedAbove);
      if (isAnySaturated && count(points, from, from + map.width()) > 0) {
        saturated.set(x);
      }
    }

    private int count(int[] points, int from, int to) {
      int count = 0;
      for (int i = from; i < to; i++) {
        count += (saturatedAbove - points[i]) >>> 31;
      }
      return count;
    }
  }

  private int[] inner(OutlierList outliers, Ring deviations, Image image) {
    Numbers inner = new Numbers();
    for (int i = 0; i < outliers.size(); i++) {
      int x = outliers.x()[i];
      int y = outliers.y()[i];
      if (deviations.isInner(x, y)) {
        inner.add(x, y, outliers.numerators()[i], isEdge(image, x, y));
      }
    }
    return inner.toArray();
  }

  /** 1 if a void point is near a point whose surroundings all lie in the tile. */
  private int isEdge(Image image, int x, int y) {
    return isVoidNear(image, x, y, y + 1) ? 1 : 0;
  }

  private int[] saturated(Image image, Ring deviations, BitSet rows) {
    Numbers runs = new Numbers();
    int last = image.width() - deviations.inside();
    int lastRow = image.height() - deviations.inside();
    for (int x = rows.nextSetBit(deviations.inside());
        x >= 0 && x < lastRow;
        x = rows.nextSetBit(x + 1)) {
      int y = deviations.inside();
      while (y < last) {
        y = image.at(x, y) > saturatedAbove ? addRun(runs, image, x, y, last) : y + 1;
      }
    }
    return runs.toArray();
  }

  /** Adds the points of a row from here on, in runs that are all edge or all not. */
  private int addRun(Numbers runs, Image image, int x, int from, int last) {
    int end = from + 1;
    while (end < last && image.at(x, end) > saturatedAbove) {
      end++;
    }
    if (!isVoidNear(image, x, from, end)) {
      runs.add(x, from, end - from, 0);
      return end;
    }
    int edge = isEdge(image, x, from);
    int start = from;
    for (int y = from + 1; y < end; y++) {
      if (isEdge(image, x, y) != edge) {
        runs.add(x, start, y - start, edge);
        start = y;
        edge = 1 - edge;
      }
    }
    runs.add(x, start, end - start, edge);
    return end;
  }

  /** True if a void point is near any of the points {@code [from, to)} of a row. */
  private boolean isVoidNear(Image image, int x, int from, int to) {
    short[] pixels = image.pixels();
    for (int i = -Ring.REACH; i <= Ring.REACH; i++) {
      int side = Ring.REACH - Math.abs(i);
      int row = (x + i) * image.width();
      for (int at = row + from - side; at < row + to + side; at++) {
        if (Short.toUnsignedInt(pixels[at]) < voidBelow) {
          return true;
        }
      }
    }
    return false;
  }
}
