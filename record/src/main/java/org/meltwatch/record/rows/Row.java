package org.meltwatch.record.rows;

/**
 * One row of a part file. Rows are records: their components are the fields of the line, in the
 * same order, with names in snake case.
 */
public interface Row {

  /** What kind of row this is. */
  RowType<?> type();
}
