package org.meltwatch.tracking;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meltwatch.kernel.outliers.DeviationKernel;
import org.meltwatch.kernel.outliers.Ring;
import org.meltwatch.kernel.outliers.RowVisitor;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Image;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;
import org.meltwatch.quality.TileSketcher;

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
  private final EdgePoints edges;
  private final EdgeRuns edgeRuns;
  private final TileSketcher sketcher;
  private int[][] kindsOfLines = new int[KindMap.DEPTH][0];

  /** A kernel with the thresholds of the rules. */
  public FindingsKernel(DefectRules rules) {
    voidBelow = rules.voidBelow();
    saturatedAbove = rules.saturatedAbove();
    kernel = new DeviationKernel(rules);
    edges = new EdgePoints(voidBelow);
    edgeRuns = new EdgeRuns(voidBelow);
    sketcher = new TileSketcher(rules);
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
    edges.start(newest);
    edgeRuns.start(newest);
    TileNotes notes = new TileNotes(newest, saturated);
    int[] ring = new int[isComplete ? deviations.size() : 0];
    OutlierList outliers = OutlierList.none();
    sketcher.start(height, width);
    if (previous != null && oldest != null) {
      outliers = kernel.find(newest, previous, oldest, ring, notes);
    } else {
      notes.visitAll(newest);
    }
    TileFindings findings =
        new TileFindings(
            header,
            height,
            width,
            isComplete,
            inner(outliers, deviations),
            notes.runs.toArray(),
            notes.kinds,
            ring,
            sketcher.end(newest, isComplete ? previous : null));
    return new Found(outliers, findings);
  }

  private int[] inner(OutlierList outliers, Ring deviations) {
    int[] inner = new int[TileFindings.FIELDS * outliers.size()];
    int size = 0;
    for (int i = 0; i < outliers.size(); i++) {
      int x = outliers.x()[i];
      int y = outliers.y()[i];
      if (deviations.isInner(x, y)) {
        inner[size] = x;
        inner[size + 1] = y;
        inner[size + 2] = outliers.numerators()[i];
        inner[size + 3] = edges.of(x, y);
        size += TileFindings.FIELDS;
      }
    }
    return size == inner.length ? inner : Arrays.copyOf(inner, size);
  }

  /** What is noted on the way: kinds near the border, runs of saturated points, a sketch. */
  private final class TileNotes implements RowVisitor {

    private final KindMap map;
    private final byte[] kinds;
    private final SaturatedRuns runs;

    TileNotes(Image image, int saturated) {
      map = new KindMap(image.height(), image.width());
      kinds = new byte[map.bytes()];
      runs = new SaturatedRuns(image, saturated, saturatedAbove, edgeRuns);
    }

    /** Looks at an image of which no outliers are found. */
    void visitAll(Image image) {
      int[][] rows = new int[ROWS][image.width()];
      for (int x = 0; x < image.height(); x += ROWS) {
        for (int i = 0; i < ROWS && x + i < image.height(); i++) {
          for (int y = 0; y < image.width(); y++) {
            rows[i][y] = image.at(x + i, y);
          }
          putKinds(x + i, rows[i], 0);
        }
        look(x, rows, 0);
      }
    }

    @Override
    public void visit(int x, int[][] points, int from) {
      for (int i = 0; i < ROWS && x + i < map.height(); i++) {
        if (map.isWhole(x + i)) {
          putKinds(x + i, points[i], from);
        }
      }
      look(x, points, from);
    }

    private void look(int x, int[][] points, int from) {
      sketcher.add(x, points, from);
      runs.add(x, points, from);
    }

    private void putKinds(int x, int[] points, int from) {
      kindsOf(points, 0, from, from + map.width());
      map.put(kinds, x, kindsOfLines[0], from);
    }

    @Override
    public void visitSide(boolean isLeft, int[][] columns, int from) {
      if (map.hasSides()) {
        for (int i = 0; i < columns.length; i++) {
          kindsOf(columns[i], i, from, from + map.height());
        }
        map.putSide(kinds, isLeft, kindsOfLines, from);
      }
    }
  }

  /** Makes a line the kinds of a row's or a column's points, at the same indices. */
  private void kindsOf(int[] points, int line, int from, int to) {
    if (kindsOfLines[0].length < to) {
      kindsOfLines = new int[KindMap.DEPTH][to];
    }
    Kind.of(kindsOfLines[line], points, voidBelow, saturatedAbove, from, to);
  }
}
