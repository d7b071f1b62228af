package org.meltwatch.prints.synthetic;

/**
 * A part on the plate.
 *
 * @param shape its outline
 * @param x the plate's row of its centre
 * @param y the plate's column of its centre
 * @param heat how warm its solid is on the whole
 * @param firstLayer where it begins
 * @param lastLayer where it is finished
 */
record Part(Shape shape, int x, int y, int heat, int firstLayer, int lastLayer) {

  /** Calls {@code span} with the plate's columns that are solid in a row of the plate. */
  void row(int layer, int row, Shape.Span span) {
    if (layer < firstLayer || layer > lastLayer || Math.abs(row - x) > shape.reach()) {
      return;
    }
    shape.row(layer - firstLayer, row - x, (from, to) -> span.solid(y + from, y + to));
  }

  /** True if the part can touch the rectangle of plate rows and columns, ends exclusive. */
  boolean near(int rowFrom, int rowTo, int columnFrom, int columnTo) {
    int reach = shape.reach();
    return x + reach >= rowFrom
        && x - reach < rowTo
        && y + reach >= columnFrom
        && y - reach < columnTo;
  }
}
