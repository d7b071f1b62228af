package org.meltwatch.pipeline;

import java.util.List;
import org.meltwatch.model.DefectRules;
import org.meltwatch.transforms.images.Images;

/** What a step that computes answers needs to know of the run. */
public final class Recording {

  private final String output;
  private final Images images;
  private final DefectRules rules;

  Recording(String output, Images images, DefectRules rules) {
    this.output = output;
    this.images = images;
    this.rules = rules;
  }

  /** Records a row of each element, and passes the elements on. */
  public <T> RecordRows<T> rows(RecordRows.ToRow<T> toRow) {
    return new RecordRows<>(output, (element, now) -> List.of(toRow.row(element, now)));
  }

  /** Records any number of rows of each element, and passes the elements on. */
  public <T> RecordRows<T> manyRows(RecordRows.ToRows<T> toRows) {
    return new RecordRows<>(output, toRows);
  }

  /** Gives the pixels of tiles' images. */
  public Images images() {
    return images;
  }

  /** The thresholds. */
  public DefectRules rules() {
    return rules;
  }
}
