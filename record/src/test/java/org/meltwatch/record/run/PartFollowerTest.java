package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.KEY;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.laneEnd;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.q2;
import static org.meltwatch.record.parts.Rows.q3;
import static org.meltwatch.record.parts.Rows.refused;
import static org.meltwatch.record.parts.Rows.write;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.latency.Figures;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.SaturatedAnswer;

final class PartFollowerTest {

  @TempDir private Path dir;
  private final AtomicLong seconds = new AtomicLong();
  private PartFollower follower;

  @BeforeEach
  void follow() {
    follower =
        new PartFollower(dir, Answers.ALL, () -> Duration.ofSeconds(seconds.get()).toNanos());
  }

  @Test
  void poll_nothingThere_standsAtZero() throws Exception {
    assertEquals(new RunStatus(0, 0, 0, 0, false, false, Duration.ZERO), follower.poll());
    assertFalse(allAnswered());
  }

  @Test
  void poll_rowsComeIn_countsThemLive() throws Exception {
    follower.poll();
    write(dir, plain(header(0, 0)));
    write(dir, q1(header(1, 1), 0));
    seconds.set(2);
    assertEquals(new RunStatus(2, 1, 0.5, 30e-6, false, false, Duration.ZERO), follower.poll());

    seconds.set(6);
    assertEquals(
        new RunStatus(2, 1, 0, 30e-6, false, false, Duration.ofSeconds(4)), follower.poll());
  }

  /** An engine has posted the one, lost what it had computed, and then dropped that very one. */
  @Test
  void isComplete_theTileWithTheResultIsNamedAsDropped_takesItsTwinForDropped() throws Exception {
    write(dir, plain(header(1, 0)));
    write(dir, event(new RunEvent.Duplicate(header(1, 0))), laneEnd(0, 1, 2));
    assertFalse(follower.poll().complete(), "nothing is known of the other one");

    write(dir, q1(header(0, 0), 0));
    assertTrue(follower.poll().complete());
    assertEquals(
        new RunCounts(1, 1, 2, 2, 1, 1, 0, 0, 0, 0, 0, List.of(), 0, List.of(), 0),
        follower.counts());
    assertTrue(follower.isSettled(0L, 0, "lane0-0"));
    assertTrue(allAnswered());
  }

  @Test
  void isComplete_theSameInAnotherOrder_isTheSame() throws Exception {
    write(dir, event(new RunEvent.Duplicate(header(1, 0))), laneEnd(0, 1, 2));
    write(dir, q1(header(0, 0), 0), q1(header(1, 0), 0));
    assertFalse(follower.poll().complete());

    write(dir, q2(header(1, 0)), q3(header(1, 0), 0));
    assertTrue(follower.poll().complete());
    write(dir, q2(header(0, 0)), q3(header(0, 0), 0));
    assertTrue(follower.poll().complete(), "both were answered after all");
    assertEquals(2, follower.counts().results());
  }

  @Test
  void isComplete_everyMessageHasItsRow_onlyThen() throws Exception {
    write(dir, plain(header(0, 0)));
    write(dir, laneEnd(0, 2, 2));
    RunStatus status = follower.poll();
    assertFalse(status.complete() || status.lanesEnded(), "a lane has not ended");

    write(dir, laneEnd(1, 2, 2));
    status = follower.poll();
    assertTrue(status.lanesEnded());
    assertFalse(status.complete(), "three messages are missing");

    write(dir, plain(header(1, 1)));
    write(dir, event(new RunEvent.Duplicate(header(2, 1))), q1(header(2, 1), 0));
    assertFalse(follower.poll().complete(), "one message is missing");

    write(dir, refused("lane1-1", null));
    assertTrue(follower.poll().complete());
    assertTrue(follower.isComplete());
    assertEquals(
        new RunCounts(2, 2, 4, 3, 2, 1, 0, 0, 0, 0, 1, List.of(), 0, List.of(), 0),
        follower.counts());
    assertFalse(allAnswered(), "the refused tile has no result");
  }

  /** Or else its message goes, and a run that is gone on with cannot answer it again. */
  @Test
  void isSettled_anyRowOfATileIsMissing_notYet() throws Exception {
    write(dir, laneEnd(0, 1, 3));
    for (int missing = 0; missing < 3; missing++) {
      TileHeader tile = header(missing, missing);
      List<Row> rows = new ArrayList<>(List.of(plain(tile)));
      Row last = rows.remove(missing);
      write(dir, rows.toArray(new Row[0]));
      assertFalse(follower.poll().complete());
      assertFalse(follower.isSettled((long) missing, tile.receivedMicros(), "lane0-0"));
      assertFalse(follower.isSettled(KEY, missing));

      write(dir, last);
      assertEquals(missing == 2, follower.poll().complete());
      assertTrue(follower.isSettled((long) missing, tile.receivedMicros(), "lane0-0"));
      assertTrue(follower.isSettled(KEY, missing));
    }
  }

  @Test
  void isComplete_everythingIsReplayed_countsItOnce() throws Exception {
    for (int i = 0; i < 2; i++) {
      write(dir, plain(header(0, 0)));
      write(dir, event(new RunEvent.Late(header(0, 0))));
      write(dir, event(new RunEvent.Duplicate(header(2, 1))));
      write(dir, event(new RunEvent.Skipped(KEY, 3, 5 + i, Gap.Cause.CROWDED)));
      write(dir, refused("lane0-2", null), refused("lane0-3", 9L), laneEnd(0, 1, 5));
    }
    assertFalse(follower.poll().complete());
    assertEquals(
        new RunCounts(
            1,
            1,
            5,
            1,
            1,
            1,
            0,
            1,
            3,
            3,
            2,
            List.of(),
            1,
            List.of(new IdRange(1, 1), new IdRange(3, 8)),
            0),
        follower.counts());

    write(dir, plain(header(1, 1)));
    assertTrue(follower.poll().complete());
  }

  @Test
  void isComplete_replayTakenForADuplicateOfItself_isOneMessage() throws Exception {
    write(dir, plain(header(0, 0)));
    write(dir, event(new RunEvent.Duplicate(header(0, 0))), laneEnd(0, 1, 2));

    assertFalse(follower.poll().complete());
    assertEquals(0, follower.counts().duplicates());
  }

  @Test
  void isComplete_oneBatchIdReceivedTwice_isTwoMessages() throws Exception {
    write(dir, plain(header(0, 0)));
    TileHeader again = new TileHeader(0, KEY, 0, 5555);
    write(dir, event(new RunEvent.Duplicate(again)), laneEnd(0, 1, 2));

    assertTrue(follower.poll().complete());
    assertEquals(1, follower.counts().duplicates());
    assertTrue(allAnswered(), "a duplicate shares the kept tile's result");
  }

  @Test
  void counts_batchIdLeftOutByTheChallenger_isNamedAlsoWhereNothingIsMissing() throws Exception {
    write(dir, plain(header(1, 0)));
    write(dir, plain(header(4, 1)));
    write(dir, laneEnd(0, 1, 2));
    assertTrue(follower.poll().complete());
    assertEquals(
        List.of(new IdRange(0, 0), new IdRange(2, 3)), follower.counts().missingBatchIds());
    assertTrue(allAnswered());
  }

  @Test
  void counts_tilesWithoutResult_namesThem() throws Exception {
    for (int i = 0; i < 10; i++) {
      write(dir, q1(header(i, i), 0));
    }
    for (int i : List.of(0, 5, 9)) {
      write(dir, q2(header(i, i)), q3(header(i, i), 0));
    }
    write(dir, event(new RunEvent.Duplicate(header(6, 5))), refused("lane0-1", 1L));
    write(dir, laneEnd(0, 1, 10));
    follower.poll();

    RunCounts counts = follower.counts();
    assertEquals(List.of(new IdRange(2, 4), new IdRange(7, 8)), counts.unanswered());
    assertEquals(5, counts.unaccounted());
    assertFalse(allAnswered());
  }

  @Test
  void queries_severalTiles_giveExactFigures() throws Exception {
    for (int i = 0; i < 4; i++) {
      TileHeader header = new TileHeader(i, KEY, i, 1_000_000L * i);
      write(dir, SaturatedAnswer.row(header, 0, header.receivedMicros() + 1000L * (i + 1)));
    }
    follower.poll();

    assertEquals(
        new Figures(4, 0.0025, Math.sqrt(1.25e-6), 0.002, 0.004, 0.004, 4e6 / 3_004_000),
        rounded(follower.queries().get("q1")));
    assertEquals(List.of("q1", "q2", "q3"), List.copyOf(follower.queries().keySet()));
    assertEquals(Figures.NONE, follower.queries().get("q3"));
  }

  /** Without the last bits of a running mean. */
  private boolean allAnswered() {
    return RunSummary.of(
            new Versions("0", "0", "fake", "17", "none"),
            Map.of(),
            follower,
            Caveats.NONE,
            RunCost.ofThisProcess(0),
            null)
        .allAnswered();
  }

  private static Figures rounded(Figures q) {
    double sigma =
        Math.abs(q.sigma() - Math.sqrt(1.25e-6)) < 1e-15 ? Math.sqrt(1.25e-6) : q.sigma();
    return new Figures(q.count(), q.mean(), sigma, q.p50(), q.p99(), q.max(), q.throughput());
  }
}
