package org.meltwatch.io;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a lane's messages with a few threads of its own and keeps them until they are handed on.
 *
 * <p>Threads run only while the lane is read: a lane that nobody has looked at for {@link
 * #IDLE_LIMIT} sends no further request and its threads end, but what it fetched stays, for a batch
 * is handed out once; the next look starts the threads again.
 */
final class LaneFetcher implements Lane {

  static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(LaneFetcher.class);

  /** Where messages come from. */
  @FunctionalInterface
  interface Origin {
    /**
     * The next message, or null if there are no more.
     *
     * @param beforeAttempt called before each time that the request is sent
     */
    @Nullable Body next(Runnable beforeAttempt) throws IOException, InterruptedException;
  }

  private final String name;
  private final FetchSettings settings;
  private final Origin origin;
  private final Duration idleLimit;
  private final LaneLedger ledger;
  private final Set<Thread> threads = new HashSet<>();
  private long touchedNanos = System.nanoTime();
  private @Nullable IOException failure;
  private boolean closed;

  LaneFetcher(
      String name,
      LaneRestriction lane,
      FetchSettings settings,
      Origin origin,
      Duration idleLimit) {
    this.name = name;
    this.settings = settings;
    this.origin = origin;
    this.idleLimit = idleLimit;
    this.ledger = new LaneLedger(name, lane.lane(), lane.lanes(), settings, lane.from());
  }

  @Override
  public synchronized void seek(long position) {
    touchedNanos = System.nanoTime();
    ledger.seek(position);
  }

  @Override
  public synchronized Next await(Duration patience) throws InterruptedException {
    touchedNanos = System.nanoTime();
    startThreads();
    long deadline = touchedNanos + patience.toNanos();
    while (ledger.isEmpty() && failure == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Next.NOTHING_YET;
      }
      // At least a millisecond: zero would mean for ever.
      wait(1 + left / 1_000_000);
    }
    if (ledger.isEmpty()) {
      return Next.FAILURE;
    }
    return ledger.isAtEnd() ? Next.END : Next.MESSAGE;
  }

  @Override
  public synchronized LaneLedger.Handed handOn() {
    LaneLedger.Handed handed = ledger.handOn();
    notifyAll();
    return handed;
  }

  @Override
  public synchronized @Nullable IOException takeFailure() {
    IOException taken = failure;
    failure = null;
    ledger.settle(nowMicros());
    return taken;
  }

  @Override
  public synchronized void drain() {
    ledger.exhaust(nowMicros());
    notifyAll();
  }

  @Override
  public synchronized int backlog() {
    return ledger.waiting();
  }

  /** True if nobody has looked at this lane for {@code limit}. */
  synchronized boolean isUntouchedFor(Duration limit) {
    return System.nanoTime() - touchedNanos > limit.toNanos();
  }

  /** Stops the threads and drops what was not handed on, naming it in the log. */
  synchronized void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    notifyAll();
    if (ledger.outstanding() > 0 || !ledger.unclaimed().isEmpty()) {
      LOG.warn(
          "{} is closed; dropped without having been handed on: {}, and the answers to {} requests",
          name,
          ledger.unclaimed(),
          ledger.outstanding());
    }
  }

  /** Waits until the threads of a closed lane have ended. */
  void awaitThreads(Duration patience) throws InterruptedException {
    Set<Thread> ending;
    synchronized (this) {
      ending = Set.copyOf(threads);
    }
    for (Thread thread : ending) {
      thread.join(patience.toMillis());
    }
  }

  private void startThreads() {
    if (failure != null || closed || ledger.isExhausted()) {
      return;
    }
    while (threads.size() < settings.prefetch()) {
      Thread thread =
          new Thread(this::fetch, "meltwatch-fetch %s #%d".formatted(name, threads.size()));
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void fetch() {
    try {
      LaneLedger.Request request = nextRequest();
      while (request != null && fetch(request)) {
        request = nextRequest();
      }
    } catch (InterruptedException e) {
      LOG.debug("{} was closed while it fetched", name, e);
    } finally {
      synchronized (this) {
        threads.remove(Thread.currentThread());
      }
    }
  }

  private synchronized LaneLedger.@Nullable Request nextRequest() throws InterruptedException {
    while (!closed && failure == null && !ledger.isExhausted()) {
      long idleLeft = idleLimit.toNanos() - (System.nanoTime() - touchedNanos);
      if (idleLeft <= 0) {
        return null;
      }
      if (ledger.hasRoom()) {
        return ledger.sent();
      }
      wait(1 + idleLeft / 1_000_000);
    }
    return null;
  }

  /** Makes one request; false if the thread is to end. */
  private boolean fetch(LaneLedger.Request request) throws InterruptedException {
    try {
      Body body = origin.next(() -> sentAgain(request));
      long receivedMicros = nowMicros();
      Message message = body == null ? null : BatchMessage.read(body, settings.messageLimit());
      received(request, message, receivedMicros);
      return true;
    } catch (IOException e) {
      failed(request, e);
      return false;
    } catch (RuntimeException | Error e) {
      // Reported to whoever reads the lane: a thread that died in silence would stall it for ever.
      failed(request, new IOException("%s could not fetch: %s".formatted(name, e), e));
      return false;
    }
  }

  private synchronized void sentAgain(LaneLedger.Request request) {
    ledger.sentAgain(request);
  }

  private synchronized void received(
      LaneLedger.Request request, @Nullable Message message, long receivedMicros) {
    if (message == null) {
      ledger.receivedEnd(request, receivedMicros);
    } else {
      ledger.received(request, message, receivedMicros);
    }
    notifyAll();
  }

  private synchronized void failed(LaneLedger.Request request, IOException problem) {
    ledger.failed(request);
    if (failure == null) {
      failure = problem;
    } else {
      failure.addSuppressed(problem);
    }
    notifyAll();
  }

  private static long nowMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
