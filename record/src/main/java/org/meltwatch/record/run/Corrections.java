package org.meltwatch.record.run;

import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;

/** Is told, at the end of a run, where result files differ from the rows that came out of it. */
public interface Corrections {

  /** For whom rows as they came out are not of interest. */
  Corrections NOT_WANTED =
      new Corrections() {
        @Override
        public void gone(TileAnswer<?> answer, long seqId) {
          // Nobody has seen the row.
        }

        @Override
        public void stands(TileAnswer<?> answer, long seqId, TileRow row) {
          // Nobody has seen another one.
        }
      };

  /** No row of a batch id is shown: its tile was dropped, or stands under its twin's batch id. */
  void gone(TileAnswer<?> answer, long seqId);

  /**
   * A row is shown in place of what came out under a batch id.
   *
   * @param seqId under which it is shown; not always the row's own
   */
  void stands(TileAnswer<?> answer, long seqId, TileRow row);
}
