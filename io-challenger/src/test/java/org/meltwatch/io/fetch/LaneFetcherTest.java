package org.meltwatch.io.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meltwatch.io.http.LostAnswers;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.Batches;
import org.meltwatch.io.wire.Body;
import org.meltwatch.model.received.Batch;

final class LaneFetcherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final FetchSettings SETTINGS = FetchSettings.DEFAULT.withPrefetch(2);

  private final ConcurrentHashMap<Integer, CountDownLatch> held = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int count = Integer.MAX_VALUE;
  private volatile int failAt = -1;
  private LaneFetcher fetcher = fetcher(LaneFetcher.IDLE_LIMIT);

  @AfterEach
  void close() {
    fetcher.close();
    held.values().forEach(CountDownLatch::countDown);
  }

  @Test
  void await_answersOutOfOrder_handsOnInOrderOfTheRequests() throws Exception {
    held.put(0, new CountDownLatch(1));
    assertEquals(Lane.Next.NOTHING_YET, fetcher.await(Duration.ofMillis(20)));
    until(() -> fetcher.backlog() == 3);
    held.get(0).countDown();
    until(() -> fetcher.backlog() == 4);
    assertEquals(List.of("0@0", "1@1", "2@2", "3@3"), withoutFloors(handedOn(4)));
  }

  @Test
  void await_nobodyHandsOn_holdsTwiceThePrefetch() throws Exception {
    assertEquals(Lane.Next.MESSAGE, fetcher.await(PATIENCE));
    until(() -> fetcher.backlog() == 4);
    Thread.sleep(50);
    assertEquals(4, asked.get());
  }

  @Test
  void await_nothingComes_returnsAfterItsPatience() throws Exception {
    held.put(0, new CountDownLatch(1));
    held.put(1, new CountDownLatch(1));
    assertEquals(Lane.Next.NOTHING_YET, fetcher.await(Duration.ofMillis(20)));
  }

  @Test
  void await_end_comesAfterAllMessages() throws Exception {
    count = 3;
    handedOn(3);
    assertEquals(Lane.Next.END, fetcher.await(PATIENCE));
    fetcher.handOn();
    until(() -> threads() == 0);
  }

  @Test
  void await_failure_isFoundOnceAndFetchingGoesOn() throws Exception {
    failAt = 2;
    handedOn(2);
    assertEquals(Lane.Next.FAILURE, fetcher.await(PATIENCE));
    IOException failure = fetcher.takeFailure();
    assertEquals("scripted failure of 2", failure == null ? null : failure.getMessage());
    assertNull(fetcher.takeFailure());
    assertEquals("2@", handedOn(1).get(0).substring(0, 2));
  }

  @Test
  void await_runtimeException_becomesAFailure() throws Exception {
    fetcher =
        new LaneFetcher(
            "lane",
            LaneRestriction.whole(0, 1),
            SETTINGS.withPrefetch(1),
            (number, lost) -> {
              throw new IllegalStateException("scripted");
            },
            null,
            LaneFetcher.IDLE_LIMIT);
    assertEquals(Lane.Next.FAILURE, fetcher.await(PATIENCE));
    IOException failure = fetcher.takeFailure();
    assertEquals(
        "lane could not fetch: java.lang.IllegalStateException: scripted",
        failure == null ? null : failure.getMessage());
  }

  @Test
  void seek_bundleRetried_replaysWhatItHadClaimed() throws Exception {
    List<String> first = handedOn(5);
    fetcher.seek(2);
    List<String> again = handedOn(3);
    assertEquals(withoutFloors(first.subList(2, 5)), withoutFloors(again));
  }

  @Test
  void drain_outstandingRequests_areHandedOnBeforeTheEnd() throws Exception {
    held.put(0, new CountDownLatch(1));
    held.put(1, new CountDownLatch(1));
    assertEquals(Lane.Next.NOTHING_YET, fetcher.await(Duration.ofMillis(50)));
    until(() -> asked.get() == 2);
    fetcher.drain();
    held.values().forEach(CountDownLatch::countDown);
    handedOn(2);
    assertEquals(Lane.Next.END, fetcher.await(PATIENCE));
    assertEquals(2, asked.get());
  }

  @Test
  void await_afterIdling_threadsEndAndStartAgainWithoutLoss() throws Exception {
    fetcher = fetcher(Duration.ofMillis(50));
    handedOn(1);
    until(() -> threads() == 0);
    int kept = fetcher.backlog();
    assertEquals(asked.get() - 1, kept);
    handedOn(kept + 3);
  }

  @Test
  void close_heldRequest_interruptsItsThread() throws Exception {
    held.put(0, new CountDownLatch(1));
    held.put(1, new CountDownLatch(1));
    assertEquals(Lane.Next.NOTHING_YET, fetcher.await(Duration.ofMillis(20)));
    fetcher.close();
    fetcher.awaitThreads(PATIENCE);
    until(() -> threads() == 0);
  }

  private LaneFetcher fetcher(Duration idleLimit) {
    return new LaneFetcher(
        "lane " + System.identityHashCode(this),
        LaneRestriction.whole(0, 1),
        SETTINGS,
        this::next,
        null,
        idleLimit);
  }

  private Body next(long requested, LostAnswers lost) throws IOException, InterruptedException {
    int number = (int) requested;
    asked.incrementAndGet();
    CountDownLatch latch = held.get(number);
    if (latch != null) {
      latch.await();
    }
    if (number == failAt) {
      failAt = -1;
      throw new IOException("scripted failure of " + number);
    }
    return number < count ? Batches.body(Batches.message(number)) : null;
  }

  private List<String> handedOn(int messages) throws IOException, InterruptedException {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      assertEquals(Lane.Next.MESSAGE, fetcher.await(PATIENCE));
      Batch batch = (Batch) fetcher.handOn().received();
      list.add(
          String.format(
              Locale.ROOT,
              "%d@%d<%d",
              batch.seqId(),
              batch.receipt().position(),
              batch.receipt().lowWater()));
    }
    return list;
  }

  private static List<String> withoutFloors(List<String> handed) {
    return handed.stream().map(LaneFetcherTest::withoutFloor).toList();
  }

  private static String withoutFloor(String handed) {
    return handed.replaceFirst("<.*", "");
  }

  private long threads() {
    String name = "meltwatch-fetch lane " + System.identityHashCode(this);
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      Thread.sleep(2);
    }
  }
}
