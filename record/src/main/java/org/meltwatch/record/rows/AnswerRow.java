package org.meltwatch.record.rows;

/** One answer. */
public interface AnswerRow extends Row {

  @Override
  Answer<?> type();

  /** When the answer was ready, microseconds since the epoch. */
  long doneUs();
}
