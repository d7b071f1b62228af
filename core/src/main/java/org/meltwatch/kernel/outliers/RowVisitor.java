package org.meltwatch.kernel.outliers;

/** Looks at the newest layer of a tile while its outliers are found, at arrays made for that. */
public interface RowVisitor {

  /** How many rows are looked at together: as many arrays as a quick loop can read at once. */
  int ROWS = 4;

  /**
   * Looks at {@link #ROWS} rows.
   *
   * @param x the first of them; at the end of the layer there are rows of zeros below it
   * @param points of each row its points, not to be written to
   * @param from where the first of them is
   */
  void visit(int x, int[][] points, int from);

  /**
   * Looks at the columns on one side of a tile that has points beyond its {@link Ring}.
   *
   * @param isLeft whether they are the first or the last ones
   * @param columns as many as a ring is wide, from left to right, each from top to bottom; not to
   *     be written to
   * @param from where the first point of each is
   */
  void visitSide(boolean isLeft, int[][] columns, int from);
}
