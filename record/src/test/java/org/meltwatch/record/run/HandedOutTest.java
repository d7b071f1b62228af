package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.parts.Rows;

/** A run that failed: no lane has ended, and not all that was handed out is in its rows. */
final class HandedOutTest {

  @TempDir private Path dir;

  @Test
  void counts_ofWhatWasNeverRecorded_nameItByTheSourcesAccount() throws Exception {
    RunCounts counts = counts(new HandedOut(40, List.of(new IdRange(0, 39))));
    assertEquals(40, counts.messages());
    assertEquals(40, counts.unaccounted());
    assertEquals(List.of(new IdRange(0, 39)), counts.unanswered());
    assertEquals(List.of(), counts.missingBatchIds());
  }

  @Test
  void counts_ofWhatWasPartlyRecorded_nameTheRest() throws Exception {
    Rows.write(dir, plain(header(0, 0)));
    Rows.write(dir, q1(header(1, 1), 0), event(new RunEvent.Duplicate(header(1, 1))));
    Rows.write(dir, q1(header(2, 2), 0), refused("lane0-3", 3L));
    RunCounts counts = counts(new HandedOut(6, List.of(new IdRange(0, 3), new IdRange(5, 6))));
    assertEquals(6, counts.messages());
    assertEquals(3, counts.unaccounted());
    assertEquals(List.of(new IdRange(2, 2), new IdRange(5, 6)), counts.unanswered());
    assertEquals(List.of(new IdRange(4, 4)), counts.missingBatchIds());
  }

  /** Lanes that are read in other processes tell nothing: then the rows are all there is. */
  @Test
  void counts_withoutAnAccount_areWhatTheRowsSay() throws Exception {
    Rows.write(dir, plain(header(0, 0)));
    Rows.write(dir, q1(header(1, 1), 0), refused("lane0-2", null));
    RunCounts counts = counts(HandedOut.UNKNOWN);
    assertEquals(3, counts.messages());
    assertEquals(1, counts.unaccounted());
    assertEquals(List.of(new IdRange(1, 1)), counts.unanswered());
  }

  /** Where all lanes have ended, their word counts. */
  @Test
  void counts_whenLanesHaveEnded_areTheirs() throws Exception {
    Rows.write(dir, plain(header(0, 0)));
    Rows.write(dir, Rows.laneEnd(0, 1, 1));
    RunCounts counts = counts(new HandedOut(1, List.of(new IdRange(0, 0))));
    assertEquals(1, counts.messages());
    assertEquals(0, counts.unaccounted());
    assertEquals(List.of(), counts.unanswered());
  }

  private RunCounts counts(HandedOut handedOut) throws IOException {
    PartFollower follower = new PartFollower(dir);
    follower.poll();
    return follower.counts(handedOut);
  }
}
