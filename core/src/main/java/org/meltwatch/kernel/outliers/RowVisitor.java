package org.meltwatch.kernel.outliers;

/** Looks at the rows of a layer while its outliers are found. */
@FunctionalInterface
public interface RowVisitor {

  /**
   * Looks at a row.
   *
   * @param x the row
   * @param points its points, not to be written to
   * @param from where the first of them is
   */
  void visit(int x, int[] points, int from);
}
