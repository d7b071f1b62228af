package org.meltwatch.io.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.KEY;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.spool.SpoolHeader;
import org.meltwatch.io.spool.SpoolStore;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.parts.Rows;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.source.Settlement;

/** One lane whose message n is batch n: layer n of one tile key. */
final class SpoolRetentionTest {

  private static final int LAYER_UNKNOWN = -1;

  /** What the run's rows say. */
  private record Followed(PartFollower follower) implements Settlement {

    @Override
    public boolean isSettled(@Nullable Long seqId, long receivedMicros, String origin) {
      return follower.isSettled(seqId, receivedMicros, origin);
    }

    @Override
    public boolean isRefused(String origin) {
      return follower.isRefused(origin);
    }

    @Override
    public boolean isSettled(TileKey key, int layer) {
      return follower.isSettled(key, layer);
    }
  }

  @TempDir private Path dir;
  private PartFollower follower = new PartFollower(Path.of(""));

  @Test
  void step_resultsOfATileAndItsWindowsAreOut_deletesItsMessage() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 3);
    SpoolRetention retention = retention(false, false, false);
    follow(retention);
    assertEquals(List.of(0L, 1L, 2L), left(lane()));

    Rows.write(dir, q1(header(0, 0), 0));
    follow(retention);
    assertEquals(List.of(0L, 1L, 2L), left(lane()), "Query 1 alone is no outcome");

    Rows.write(dir, plain(header(0, 0)));
    Rows.write(dir, plain(header(1, 1)));
    follow(retention);
    assertEquals(List.of(0L, 1L, 2L), left(lane()), "layer 2 needs them still");

    Rows.write(dir, plain(header(2, 2)));
    follow(retention);
    assertEquals(List.of(1L, 2L), left(lane()));
  }

  @Test
  void step_refusedMessageWithoutABatchId_isKnownByItsPosition() throws Exception {
    LaneSpool spool = spool();
    end(spool, 0);
    write(spool, 1, LAYER_UNKNOWN);
    SpoolRetention retention = retention(false, false, false);
    Rows.write(dir, Rows.refused("lane0-1", null));
    follow(retention);
    assertEquals(List.of(0L, 1L), left(lane()));
    Rows.write(dir, Rows.refused("lane0-0", null));
    follow(retention);
    assertEquals(List.of(0L), left(lane()), "the end stays, positions are counted by it");
  }

  @Test
  void step_engineWithCheckpoints_waitsUntilOneCoversTheMessage() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 3);
    SpoolRetention retention = retention(false, true, false);
    for (int layer = 0; layer < 3; layer++) {
      Rows.write(dir, plain(header(layer, layer)));
    }
    follow(retention);
    assertEquals(List.of(0L, 1L, 2L), left(lane()));
    spool.cover(1);
    follow(retention);
    assertEquals(List.of(1L, 2L), left(lane()));
  }

  @Test
  void step_claims_waitForTheWindowsThatHoldTheTile() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 4);
    SpoolRetention retention = retention(false, false, true);
    Rows.write(dir, plain(header(0, 0)));
    Rows.write(dir, plain(header(1, 1)));
    follow(retention);
    assertEquals(List.of(0L, 1L, 2L, 3L), left(lane()));
    Rows.write(dir, event(new RunEvent.Skipped(KEY, 2, 3)));
    follow(retention);
    assertEquals(List.of(1L, 2L, 3L), left(lane()));
  }

  @Test
  void step_claimsOnAnEngineWithCheckpoints_waitForOneTakenAfterTheOutcomes() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 4);
    SpoolRetention retention = retention(false, true, true);
    for (int layer = 0; layer < 3; layer++) {
      Rows.write(dir, plain(header(layer, layer)));
    }
    spool.cover(4);
    follow(retention);
    assertEquals(List.of(0L, 1L, 2L, 3L), left(lane()), "that checkpoint may be older");
    fill(spool, 4, 6);
    spool.cover(5);
    follow(retention);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), left(lane()));
  }

  @Test
  void step_longRun_keepsTheDiskBounded() throws Exception {
    LaneSpool spool = spool();
    SpoolRetention retention = retention(false, false, false);
    int most = 0;
    for (int layer = 0; layer < 200; layer++) {
      write(spool, layer, layer);
      Rows.write(dir, plain(header(layer, layer)));
      if (layer % 8 == 7) {
        follow(retention);
      }
      most = Math.max(most, left(lane()).size());
    }
    assertTrue(most <= 10, "at most as many as came in between and two, but were " + most);
  }

  @Test
  void keep_movesWhatWouldBeDeleted() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 3);
    SpoolRetention retention = retention(true, false, false);
    for (int layer = 0; layer < 3; layer++) {
      Rows.write(dir, plain(header(layer, layer)));
    }
    follow(retention);
    assertEquals(List.of(1L, 2L), left(lane()));
    assertEquals(List.of(0L), left(SpoolDirectory.kept(dir.toString(), 0, 1)));
  }

  @Test
  void finish_leavesWhatHasNoOutcomeAndWhatIsTorn() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 3);
    end(spool, 3);
    spool.cover(2);
    lane().rename(fileOf(2), "torn-" + fileOf(2));
    SpoolRetention retention = retention(false, true, true);
    Rows.write(dir, plain(header(0, 0)));
    follow(retention);
    retention.finish();
    assertEquals(List.of(1L), left(lane()));
    assertEquals(2, lane().list().size());
    assertTrue(lane().list().keySet().stream().anyMatch(LaneSpool::isTorn));
  }

  @Test
  void finish_leavesTheLayersBelowWhatHasNoOutcomeApart() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 6);
    SpoolRetention retention = retention(false, false, false);
    for (int layer : List.of(0, 1, 3, 4)) {
      Rows.write(dir, plain(header(layer, layer)));
    }
    Rows.write(dir, Rows.refused("lane0-2", 2L));
    follow(retention);
    retention.finish();
    assertEquals(List.of(5L), left(lane()));
    assertEquals(List.of(3L, 4L), left(below()), "0 to 2 are in no window of layer 5");
    assertEquals(
        List.of(3L, 4L),
        SpoolDirectory.messages(dir.toString()).stream()
            .filter(SpooledFile::isBelow)
            .map(SpooledFile::number)
            .toList());
  }

  @Test
  void finish_refusedBelow_isGone() throws Exception {
    LaneSpool spool = spool();
    fill(spool, 0, 3);
    SpoolRetention retention = retention(false, false, false);
    Rows.write(dir, plain(header(0, 0)));
    Rows.write(dir, Rows.refused("lane0-1", 1L));
    follow(retention);
    retention.finish();
    assertEquals(List.of(2L), left(lane()));
    assertEquals(List.of(0L), left(below()), "it would be refused again");
  }

  @Test
  void finish_ofASpoolInMemory_leavesFilesOfWhatHasNoOutcome() throws Exception {
    String memory = SpoolDirectory.inMemory(dir.toString());
    LaneSpool spool = LaneSpool.open(SpoolDirectory.lane(memory, 0, 1), 4);
    fill(spool, 0, 3);
    end(spool, 3);
    follower = new PartFollower(dir);
    SpoolRetention retention =
        SpoolRetention.of(
            memory, 1, new SpoolRetention.Rules(false, false, true), new Followed(follower));
    Rows.write(dir, plain(header(0, 0)));
    follow(retention);
    assertEquals(List.of(), left(lane()), "nothing is written while the run goes on");
    retention.finish();
    assertEquals(List.of(1L, 2L), left(lane()));
    assertEquals(List.of(0L), left(below()));
    assertEquals(List.of(), left(SpoolDirectory.lane(memory, 0, 1)));
    SpoolDirectory.forget(memory);
  }

  @Test
  void restarted_laneOpenedTwice_isTrue() throws Exception {
    spool();
    SpoolRetention retention = retention(false, true, false);
    follow(retention);
    assertFalse(retention.restarted());
    spool();
    follow(retention);
    assertTrue(retention.restarted());
  }

  private SpoolRetention retention(boolean keep, boolean checkpointed, boolean claims) {
    follower = new PartFollower(dir);
    SpoolRetention.Rules rules = new SpoolRetention.Rules(keep, checkpointed, claims);
    return SpoolRetention.of(dir.toString(), 1, rules, new Followed(follower));
  }

  private SpoolStore lane() {
    return SpoolDirectory.lane(dir.toString(), 0, 1);
  }

  private SpoolStore below() {
    return SpoolDirectory.below(dir.toString(), 0, 1);
  }

  private void follow(SpoolRetention retention) throws IOException {
    follower.poll();
    retention.step();
  }

  private LaneSpool spool() throws IOException {
    return LaneSpool.open(SpoolDirectory.lane(dir.toString(), 0, 1), 4);
  }

  private static void fill(LaneSpool spool, int from, int to) throws IOException {
    for (int layer = from; layer < to; layer++) {
      write(spool, layer, layer);
    }
  }

  private static void write(LaneSpool spool, long number, int layer) throws IOException {
    boolean known = layer != LAYER_UNKNOWN;
    spool.write(
        new SpoolHeader(
            SpoolHeader.Kind.MESSAGE,
            0,
            1,
            number,
            1000 * number,
            0,
            0,
            known ? (Long) number : null,
            known ? KEY : null,
            known ? (Integer) layer : null,
            10,
            10,
            known ? 1 : 0,
            known ? 9 : 0),
        new byte[10]);
  }

  private static void end(LaneSpool spool, long number) throws IOException {
    spool.write(
        new SpoolHeader(SpoolHeader.Kind.END, 0, 1, number, 0, 0, 0, null, null, null, 0, 0, 0, 0),
        new byte[0]);
  }

  private String fileOf(long number) throws IOException {
    return lane().list().keySet().stream()
        .filter(file -> LaneSpool.numberOf(file) == number)
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> left(SpoolStore store) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (String file : store.list().keySet()) {
      if (LaneSpool.numberOf(file) >= 0) {
        numbers.add(LaneSpool.numberOf(file));
      }
    }
    return numbers;
  }
}
