package org.meltwatch.record.parts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.q1;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.worker.WorkerState;

@Timeout(60)
final class RowBellTest {

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path dir;

  @Test
  void await_rowsWereFlushedBefore_endsAtOnceAndOnlyOnce() throws Exception {
    try (PartWriter writer = new PartWriter(dir)) {
      writer.append(q1(header(0, 0), 1));
      assertFalse(RowBell.of(dir).await(Duration.ZERO), "rows that wait are nobody's yet");
      writer.flush();
      assertTrue(RowBell.of(dir.resolve("../" + dir.getFileName())).await(LONG));
      assertFalse(RowBell.of(dir).await(Duration.ofMillis(1)));
      writer.flush();
      assertFalse(RowBell.of(dir).await(Duration.ZERO), "there was nothing to flush");
    }
  }

  @Test
  void await_rowsAreFlushedMeanwhile_ends() throws Exception {
    RowBell bell = RowBell.of(dir);
    Thread ringing = new Thread(bell::ring);
    ringing.start();
    assertTrue(bell.await(LONG));
    ringing.join();
  }

  @Test
  void of_anotherDirectoryOrRun_isAnotherBell() throws Exception {
    RowBell before = RowBell.of(dir);
    RowBell.of(dir.resolve("other")).ring();
    assertFalse(before.await(Duration.ZERO));
    WorkerState.close();
    RowBell.of(dir).ring();
    assertFalse(before.await(Duration.ZERO));
  }
}
