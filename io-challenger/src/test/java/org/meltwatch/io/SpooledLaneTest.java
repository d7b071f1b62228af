package org.meltwatch.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetcher;
import org.meltwatch.io.fetch.OpenLane;
import org.meltwatch.io.http.LostAnswers;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.FakeStore;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.io.wire.Body;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.Received;
import org.meltwatch.retry.Retries;

/** A lane with a spool, whose reader is given up and followed by another one. */
final class SpooledLaneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int COUNT = 30;
  private static final FetchSettings SETTINGS =
      FetchSettings.DEFAULT
          .withPrefetch(2)
          .withSpool("memory")
          .withRetries(new Retries(2, Duration.ofMillis(1), Duration.ofMillis(1)));

  private final FakeStore store = new FakeStore();
  private final List<LaneFetcher> fetchers = new ArrayList<>();
  private final Map<Long, Long> given = new TreeMap<>();
  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private final CountDownLatch released = new CountDownLatch(1);
  private boolean remembers = true;
  private long next;

  @AfterEach
  void close() {
    released.countDown();
    fetchers.forEach(LaneFetcher::close);
  }

  @Test
  void reopen_challengerThatRemembers_handsOnTheSameMessagesAtTheSamePositions() throws Exception {
    LaneFetcher first = open(0);
    List<String> before = handOn(first, 10);
    List<String> after = handOnAll(open(4));
    assertHanded(0, 10, before);
    assertHanded(4, COUNT, after);
  }

  @Test
  void reopen_sameReceiptTimes_comeFromTheFiles() throws Exception {
    LaneFetcher first = open(0);
    assertEquals(Lane.Next.MESSAGE, first.await(PATIENCE));
    Received before = first.handOn().received();
    first.close();
    LaneFetcher second = open(0);
    assertEquals(Lane.Next.MESSAGE, second.await(PATIENCE));
    Received after = second.handOn().received();
    assertEquals(before.receipt().receivedMicros(), after.receipt().receivedMicros());
  }

  @Test
  void reopen_answerInTheAir_isGivenAgain() throws Exception {
    held.add(3L);
    LaneFetcher first = open(0);
    handOn(first, 3);
    until(() -> given.containsKey(3L) && given.containsKey(6L));
    first.close();
    held.clear();
    assertHanded(2, COUNT, handOnAll(open(2)));
  }

  @Test
  void reopen_challengerThatForgets_losesOnlyWhatWasInTheAir() throws Exception {
    remembers = false;
    held.add(3L);
    LaneFetcher first = open(0);
    handOn(first, 3);
    until(() -> store.list().size() == 1 + 6);
    long lost = given.get(3L);
    first.close();
    held.clear();
    List<String> after = handOnAll(open(0));
    List<String> seqIds = new ArrayList<>(after.stream().map(SpooledLaneTest::seqId).toList());
    assertTrue(seqIds.remove("end"));
    List<Integer> sorted = seqIds.stream().map(Integer::valueOf).sorted().toList();
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      if (i != lost) {
        wanted.add(i);
      }
    }
    assertEquals(wanted, sorted);
    assertDense(after);
  }

  @Test
  void reopen_oldReaderStillWrites_itsMessagesComeBeforeTheEnd() throws Exception {
    remembers = false;
    held.add(3L);
    LaneFetcher old = open(0);
    handOn(old, 3);
    until(() -> store.list().size() == 1 + 6);
    long late = given.get(3L);
    held.clear();
    LaneFetcher second = open(3);
    handOn(second, 5);
    old.retire();
    released.countDown();
    until(
        () -> store.list().keySet().stream().filter(f -> f.startsWith("0000000003")).count() == 2);
    List<String> after = handOnAll(second);
    assertEquals(late + "@" + (COUNT - 1), after.get(after.size() - 2));
    assertEquals("end@" + COUNT, after.get(after.size() - 1));
  }

  @Test
  void reopen_tornFile_isAskedForAgain() throws Exception {
    LaneFetcher first = open(0);
    handOn(first, 8);
    first.close();
    first.awaitThreads(PATIENCE);
    store.put(fileOf(5), new byte[40]);
    store.bytes(fileOf(6))[150]++;
    assertHanded(4, COUNT, handOnAll(open(4)));
    assertEquals(2, store.list().keySet().stream().filter(LaneSpool::isTorn).count(), "set aside");
  }

  @Test
  void reopen_filesBelowThePositionDeleted_goesOn() throws Exception {
    LaneFetcher first = open(0);
    handOn(first, 8);
    first.close();
    first.awaitThreads(PATIENCE);
    for (int number = 0; number < 6; number++) {
      store.delete(fileOf(number));
    }
    assertHanded(6, COUNT, handOnAll(open(6)));
  }

  @Test
  void reopen_atTheEnd_endsAgainAtTheSamePosition() throws Exception {
    LaneFetcher first = open(0);
    handOnAll(first);
    assertHanded(COUNT - 1, COUNT, handOnAll(open(COUNT - 1)));
    assertHanded(COUNT, COUNT, handOnAll(open(COUNT)));
  }

  @Test
  void seek_farBack_readsFiles() throws Exception {
    LaneFetcher lane = open(0);
    handOn(lane, 25);
    assertTrue(lane.canGoOnAt(0));
    lane.seek(0);
    assertHanded(0, COUNT, handOnAll(lane));
  }

  @Test
  void canGoOnAt_lanesReadElsewhereMeanwhile_isFalse() throws Exception {
    LaneFetcher lane = open(0);
    handOn(lane, 5);
    assertTrue(lane.canGoOnAt(3));
    assertFalse(lane.canGoOnAt(9));
    open(3);
    assertFalse(lane.canGoOnAt(3));
    assertTrue(lane.canGoOnAt(5), "nobody went back");
  }

  @Test
  void fullDisk_failsTheLaneByNameAndLosesNothing() throws Exception {
    LaneFetcher lane = open(0);
    List<String> handed = new ArrayList<>(handOn(lane, 5));
    store.failFor(file -> file.endsWith(".msg"));
    while (lane.await(PATIENCE) == Lane.Next.MESSAGE) {
      handed.addAll(handOn(lane, 1));
    }
    IOException failure = lane.takeFailure();
    assertTrue(
        failure != null
            && failure
                .getMessage()
                .matches("cannot write spool file memory/00000000\\d\\d-.*No space left.*"),
        () -> String.valueOf(failure));
    remembers = false;
    store.failFor(file -> false);
    while (lane.await(PATIENCE) != Lane.Next.END) {
      if (lane.await(PATIENCE) == Lane.Next.FAILURE) {
        lane.takeFailure();
      } else {
        handed.addAll(handOn(lane, 1));
      }
    }
    handed.addAll(handOn(lane, 1));
    assertHanded(0, COUNT, handed);
  }

  @Test
  void commit_writesWhatIsCovered() throws Exception {
    LaneFetcher lane = open(0);
    handOn(lane, 5);
    OpenLane.Commit commit = lane.commit();
    handOn(lane, 2);
    assertEquals(0, LaneSpool.covered(store));
    commit.run();
    assertEquals(5, LaneSpool.covered(store));
  }

  private LaneFetcher open(long position) throws IOException {
    LaneFetcher fetcher =
        new LaneFetcher(
            "lane",
            LaneRestriction.whole(0, 1).startingAt(position),
            SETTINGS,
            this::answer,
            LaneSpool.open(store, SETTINGS.window()),
            LaneFetcher.IDLE_LIMIT);
    fetcher.seek(position);
    fetchers.add(fetcher);
    return fetcher;
  }

  private Body answer(long number, LostAnswers lost) throws InterruptedException {
    Long seqId = seqIdFor(number);
    if (held.contains(number)) {
      released.await();
    }
    return seqId == null ? null : Batches.body(Batches.message(seqId));
  }

  private synchronized Long seqIdFor(long number) {
    Long before = remembers ? given.get(number) : null;
    if (before != null || next == COUNT) {
      return before;
    }
    given.put(number, next);
    return next++;
  }

  private String fileOf(long number) {
    String prefix = String.format(Locale.ROOT, "%010d-", number);
    return store.list().keySet().stream().filter(f -> f.startsWith(prefix)).findFirst().get();
  }

  private static List<String> handOn(Lane lane, int messages) throws Exception {
    List<String> handed = new ArrayList<>();
    while (handed.size() < messages) {
      Lane.Next found = lane.await(PATIENCE);
      assertTrue(found == Lane.Next.MESSAGE || found == Lane.Next.END, found::toString);
      Received received = lane.handOn().received();
      String name = received instanceof Batch batch ? String.valueOf(batch.seqId()) : "end";
      handed.add(name + "@" + received.receipt().position());
    }
    return handed;
  }

  private static List<String> handOnAll(Lane lane) throws Exception {
    List<String> handed = new ArrayList<>();
    while (handed.isEmpty() || !handed.get(handed.size() - 1).startsWith("end")) {
      handed.addAll(handOn(lane, 1));
    }
    return handed;
  }

  /** Batches by the numbers of the requests that were given them; there may be gaps at the end. */
  private synchronized List<String> expected(int from, int to) {
    List<Long> batches = List.copyOf(given.values());
    List<String> names = new ArrayList<>();
    for (int position = from; position < to; position++) {
      names.add(batches.get(position) + "@" + position);
    }
    if (to == COUNT) {
      names.add("end@" + COUNT);
    }
    return names;
  }

  private void assertHanded(int from, int to, List<String> handed) {
    assertEquals(expected(from, to), handed);
  }

  private static void assertDense(List<String> handed) {
    for (int i = 0; i < handed.size(); i++) {
      assertTrue(handed.get(i).endsWith("@" + i), handed::toString);
    }
  }

  private static String seqId(String handed) {
    return handed.substring(0, handed.indexOf('@'));
  }

  /** What is waited for. */
  private interface Condition {
    boolean holds();
  }

  private void until(Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!held(condition)) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      Thread.sleep(2);
    }
  }

  private synchronized boolean held(Condition condition) {
    return condition.holds();
  }
}
