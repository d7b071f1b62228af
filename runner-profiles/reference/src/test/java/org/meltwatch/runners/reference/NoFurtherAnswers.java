package org.meltwatch.runners.reference;

import java.util.List;
import org.meltwatch.pipeline.AnswerStep;
import org.meltwatch.record.rows.Answer;

/** A step that is there, whatever it would answer. */
public final class NoFurtherAnswers implements AnswerStep {

  @Override
  public List<Answer<?>> answers() {
    return List.of();
  }
}
