package org.meltwatch.runners.spark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchClockTest {

  private static final long INTERVAL_MILLIS = 40;

  private final BatchClock clock = new BatchClock();
  private final ExecutorService timer = Executors.newSingleThreadExecutor();
  private long next = clock.getTimeMillis();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void waitTillTime_withTwoBatchesUnderWay_waitsForTheFirst() throws Exception {
    tick();
    tick();
    Future<?> third = tickBeside();

    // Far longer than the interval: what it waits for is the batch.
    Thread.sleep(10 * INTERVAL_MILLIS);
    assertFalse(third.isDone());
    clock.batchDone();
    third.get();
  }

  @Test
  void waitTillTime_afterABatchThatWasLate_keepsTheInterval() {
    tick();
    tick();
    // By a plain clock all of these would be due at once.
    CompletableFuture.delayedExecutor(5 * INTERVAL_MILLIS, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              clock.batchDone();
              clock.batchDone();
            });
    tick();
    long late = System.nanoTime();
    tick();

    long nanos = System.nanoTime() - late;
    assertTrue(nanos >= TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS - 1), nanos + " ns");
  }

  @Test
  void waitTillTime_interrupted_throwsWhatSparkExpects() throws Exception {
    tick();
    tick();
    Future<?> third = tickBeside();
    timer.shutdownNow();

    ExecutionException e = assertThrows(ExecutionException.class, third::get);
    assertInstanceOf(InterruptedException.class, e.getCause());
  }

  @Test
  void listener_tellsTheLatestClock() throws Exception {
    BatchClock earlier = clock;
    BatchClock later = new BatchClock();
    for (int i = 0; i < 2; i++) {
      later.waitTillTime(later.getTimeMillis());
    }
    Future<?> third = timer.submit(() -> later.waitTillTime(later.getTimeMillis()));
    earlier.batchDone();
    assertFalse(third.isDone());
    BatchClock.listener().onBatchCompleted(null);

    assertTrue((Long) third.get() > 0);
  }

  private Future<?> tickBeside() {
    return timer.submit(this::tick);
  }

  private void tick() {
    long now = clock.waitTillTime(next);
    assertTrue(now >= next);
    next += INTERVAL_MILLIS;
  }
}
