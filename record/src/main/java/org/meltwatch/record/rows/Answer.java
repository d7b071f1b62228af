package org.meltwatch.record.rows;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * A kind of answers that a run gives, and the result file that they make up. A new one is a class
 * in a file of its own, and an entry of {@link Answers#ALL}; or whoever computes it brings it along
 * for a run.
 *
 * <p>An answer for each tile is a {@link TileAnswer}. Any other one, such as one for each layer of
 * a print, extends this class: its {@link #order} says what a row is about.
 *
 * <p>Result files are RFC 4180 with a line feed at the end of each line; doubles are written as
 * Java prints them.
 */
public abstract class Answer<R extends AnswerRow> extends RowType<R> {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final List<String> columns;

  /**
   * A kind of answers.
   *
   * @param name what its files are called
   * @param rows the class of its rows
   * @param columns the names of its columns
   */
  protected Answer(String name, Class<R> rows, List<String> columns) {
    super(name, rows);
    this.columns = List.copyOf(columns);
  }

  /** The name of the result file. */
  public final String fileName() {
    return name() + ".csv";
  }

  /** The first line of the result file. */
  public final String head() {
    return csv(columns);
  }

  /** A row's line in the result file. */
  public final String line(R row) {
    return csv(fields(row));
  }

  /**
   * The order of the result file. Rows that are equal by it are about the same thing: the file
   * shows the {@link #latest} one.
   */
  public abstract Comparator<? super R> order();

  /** Which one of two rows about the same thing counts: unless told otherwise, the later one. */
  public R latest(R one, R other) {
    return one.doneUs() > other.doneUs() ? one : other;
  }

  /** True if the result file shows what the row is about; unless told otherwise, it does. */
  public boolean isShown(R row) {
    return true;
  }

  /** A row's fields in the result file, one for each column. */
  protected abstract List<?> fields(R row);

  final String csv(List<?> fields) {
    if (fields.size() != columns.size()) {
      throw new IllegalArgumentException(
          "fields of %s (%s) must be one for each of %s".formatted(name(), fields, columns));
    }
    return FORMAT.format(fields.toArray()) + "\n";
  }
}
