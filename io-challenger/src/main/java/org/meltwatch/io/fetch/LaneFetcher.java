package org.meltwatch.io.fetch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.LostAnswers;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpooledFile;
import org.meltwatch.io.spool.TornFileException;
import org.meltwatch.io.wire.BatchMessage;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.source.SourceGoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a lane's messages with a few threads of its own and keeps them until they are handed on.
 *
 * <p>Threads run only while the lane is read: a lane that nobody has looked at for {@link
 * #IDLE_LIMIT} sends no further request and its threads end, but what it fetched stays, for a batch
 * is handed out once; the next look starts the threads again.
 *
 * <p>With a spool, a message is in its file before the lane knows of it, and memory holds only what
 * waits. A body that cannot be written stays in memory; the lane fails, and when it goes on,
 * writing is tried again before anything is asked for.
 */
public final class LaneFetcher implements OpenLane {

  public static final Duration IDLE_LIMIT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(LaneFetcher.class);

  /** How long what was answered waits behind what was not. */
  private static final Duration HELD_BACK = Duration.ofSeconds(2);

  private static final long COVER_NANOS = Duration.ofMillis(200).toNanos();

  /** Where messages come from. */
  @FunctionalInterface
  public interface Origin {

    /** Is told of each message that came, before it is kept. */
    default void received(long number, Message message) {
      // Most have no account to keep.
    }

    /**
     * The answer to a request of this number, or null if there are no more messages.
     *
     * @param lost counts answers that did not arrive
     */
    @Nullable Body next(long number, LostAnswers lost) throws IOException, InterruptedException;

    /**
     * The same; null, too, if there is nothing yet and nobody wants it any more.
     *
     * @param isWanted whether what is not there yet is waited for
     */
    default @Nullable Body next(long number, LostAnswers lost, BooleanSupplier isWanted)
        throws IOException, InterruptedException {
      return next(number, lost);
    }
  }

  /** An answer that could not be written to the spool; the body is null if it was the end. */
  private record Unwritten(@Nullable Body body, long receivedMicros) {}

  private final String name;
  private final FetchSettings settings;
  private final Origin origin;
  private final Keeping keeping;
  private final @Nullable LaneSpool spool;
  private final Duration idleLimit;
  private final LaneLedger ledger;
  private final LostAnswers lost = new LostAnswers();
  private final Refusals refusals = new Refusals();
  private final Set<Thread> threads = new HashSet<>();
  private final Map<Long, Unwritten> unwritten = new HashMap<>();
  private long touchedNanos = System.nanoTime();
  private long coveredNanos = touchedNanos - COVER_NANOS;
  private @Nullable IOException failure;
  private @Nullable String givenUp;
  private long heldNumber = -1;
  private long heldNanos;
  private boolean closed;
  private boolean retired;

  /**
   * A fetcher that begins at the restriction's first position.
   *
   * @param spool the lane's files, just opened; null if there is no spool
   */
  public LaneFetcher(
      String name,
      LaneRestriction lane,
      FetchSettings settings,
      Origin origin,
      @Nullable LaneSpool spool,
      Duration idleLimit) {
    this.name = name;
    this.settings = settings;
    this.origin = origin;
    this.spool = spool;
    this.keeping = new Keeping(lane.lane(), lane.lanes(), spool, settings.writing());
    this.idleLimit = idleLimit;
    LaneStart start =
        spool == null
            ? LaneStart.at(lane.from(), settings.window())
            : LaneStart.of(lane.from(), spool, settings.window());
    this.ledger =
        new LaneLedger(
            name, lane.lane(), lane.lanes(), settings.window(), settings.remembered(), start);
    if (lane.from() > 0 || (spool != null && spool.reopened())) {
      LOG.warn(
          "{} goes on at position {} in another process: {} messages are in the spool, and what was"
              + " on its way to the old one is asked for again, which helps where the challenger"
              + " remembers positions",
          name,
          lane.from(),
          start.answers().size());
    }
  }

  @Override
  public synchronized void seek(long position) {
    touchedNanos = System.nanoTime();
    ledger.seek(position);
  }

  @Override
  public synchronized Next await(Duration patience) throws IOException, InterruptedException {
    touchedNanos = System.nanoTime();
    startThreads();
    long deadline = touchedNanos + patience.toNanos();
    while (!isReady() && (failure == null || ledger.isComing())) {
      if (postponed()) {
        continue;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Next.NOTHING_YET;
      }
      // Again, for what had been there may have turned out to be lost; whoever waits still looks.
      touchedNanos = System.nanoTime();
      startThreads();
      // At least a millisecond: zero would mean for ever.
      wait(1 + left / 1_000_000);
    }
    if (!ledger.isReady()) {
      return Next.FAILURE;
    }
    return ledger.isAtEnd() ? Next.END : Next.MESSAGE;
  }

  /** True if something can be handed on; a message is in memory then. */
  private boolean isReady() throws IOException {
    if (ledger.mayEnd()) {
      end();
    }
    @Nullable Kept first = ledger.first();
    if (first == null) {
      return ledger.isReady();
    }
    try {
      first.load(spool, settings.limits());
      return true;
    } catch (TornFileException | FileNotFoundException e) {
      LOG.warn("{} asks once more for a message that is lost: {}", name, e.getMessage());
      ledger.lost();
      // Its threads may be waiting for room, which asking again needs none of.
      notifyAll();
      return false;
    }
  }

  /**
   * Passes over a request that is not answered, once what came behind it has waited for long
   * enough. What it brings comes later; only tiles that need it wait on, for proof that it is not
   * there.
   */
  private boolean postponed() throws IOException, InterruptedException {
    LaneLedger.@Nullable Request hanging = ledger.holdsBack();
    if (hanging == null || unwritten.containsKey(hanging.number())) {
      heldNumber = -1;
      return false;
    }
    long now = System.nanoTime();
    if (heldNumber != hanging.number()) {
      heldNumber = hanging.number();
      heldNanos = now;
    }
    if (now - heldNanos < HELD_BACK.toNanos()) {
      return false;
    }
    keeping.end(hanging, nowMicros());
    ledger.postpone(hanging);
    return true;
  }

  /** What a reader has written that was believed to be gone is handed on before the end. */
  private void end() throws IOException {
    List<LaneLedger.Answer> strays = new ArrayList<>();
    if (spool != null) {
      for (SpooledFile file : spool.strays(ledger.fresh())) {
        strays.add(LaneStart.answer(file));
      }
    }
    ledger.add(strays);
    ledger.end(nowMicros());
  }

  @Override
  public synchronized Handed handOn() {
    LaneLedger.Handed handed = ledger.handOn();
    notifyAll();
    @Nullable Kept kept = handed.kept();
    Received received =
        kept == null
            ? new LaneEnd(handed.receipt(), lost.shortfall(givenUp))
            : received(kept, handed.receipt());
    return new Handed(received, handed.floor());
  }

  private Received received(Kept kept, Receipt receipt) {
    @Nullable String file = kept.file();
    return settings.claims() && spool != null && file != null
        ? kept.take().claimed(receipt, spool.address(file))
        : kept.take().with(receipt);
  }

  @Override
  public synchronized @Nullable IOException takeFailure() {
    IOException taken = failure;
    failure = null;
    return taken;
  }

  @Override
  public synchronized void drain() {
    ledger.drain();
    notifyAll();
  }

  @Override
  public synchronized int backlog() {
    return ledger.waiting();
  }

  @Override
  public synchronized Commit commit() {
    long number = ledger.number();
    return () -> cover(number);
  }

  /** Tells whoever deletes files that those below {@code number} will not be read again. */
  private synchronized void cover(long number) {
    long now = System.nanoTime();
    if (spool == null || now - coveredNanos < COVER_NANOS) {
      return;
    }
    coveredNanos = now;
    try {
      spool.cover(number);
    } catch (IOException e) {
      // Files stay longer than they need to; the next checkpoint tells again.
      LOG.warn("{} cannot tell what a checkpoint covers: {}", name, e.getMessage());
    }
  }

  @Override
  public synchronized boolean isUntouchedFor(Duration limit) {
    return System.nanoTime() - touchedNanos > limit.toNanos();
  }

  @Override
  public synchronized boolean canGoOnAt(long position) throws IOException {
    return spool == null
        || position == ledger.position()
        || (ledger.reaches(position) && spool.isLatest());
  }

  /** Sends no further request; answers to those outstanding still go to the spool. */
  @Override
  public synchronized void retire() {
    retired = true;
    notifyAll();
  }

  /** Stops the threads and drops what was not handed on, naming it in the log. */
  @Override
  public synchronized void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    notifyAll();
    boolean inMemory = spool == null || !unwritten.isEmpty();
    if (ledger.outstanding() > 0 || (inMemory && !ledger.unclaimed().isEmpty())) {
      LOG.warn(
          "{} is closed; dropped without having been handed on: {}, and the answers to {} requests",
          name,
          inMemory ? ledger.unclaimed() : List.of(),
          ledger.outstanding());
    }
  }

  @Override
  public void awaitThreads(Duration patience) throws InterruptedException {
    Set<Thread> ending;
    synchronized (this) {
      ending = Set.copyOf(threads);
    }
    for (Thread thread : ending) {
      thread.join(patience.toMillis());
    }
  }

  private void startThreads() {
    if (failure != null || closed || retired || !ledger.mayAsk()) {
      return;
    }
    while (threads.size() < settings.prefetch()) {
      Thread thread =
          new Thread(
              this::fetch,
              String.format(Locale.ROOT, "meltwatch-fetch %s #%d", name, threads.size()));
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
        // Whoever waits for a message may have to start another thread for it.
        notifyAll();
      }
    }
  }

  private synchronized LaneLedger.@Nullable Request nextRequest() throws InterruptedException {
    while (!closed && !retired && failure == null && ledger.mayAsk()) {
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
  private boolean fetch(LaneLedger.Request sent) throws InterruptedException {
    LaneLedger.Request request = sent;
    try {
      Unwritten answer = answer(sent);
      request = settled(sent, answer);
      take(request, answer);
      return true;
    } catch (SourceGoneException e) {
      giveUp(current(request), String.valueOf(e.getMessage()));
      return false;
    } catch (IOException e) {
      failed(current(request), e);
      return false;
    } catch (RuntimeException | Error e) {
      // Reported to whoever reads the lane: a thread that died in silence would stall it for ever.
      failed(current(request), new IOException("%s could not fetch: %s".formatted(name, e), e));
      return false;
    }
  }

  private Unwritten answer(LaneLedger.Request request) throws IOException, InterruptedException {
    Unwritten kept;
    synchronized (this) {
      kept = unwritten.get(request.number());
    }
    return kept != null
        ? kept
        : new Unwritten(origin.next(request.number(), lost, this::isWanted), nowMicros());
  }

  private synchronized boolean isWanted() {
    return !closed && !retired && !ledger.isDrained();
  }

  private synchronized LaneLedger.Request current(LaneLedger.Request request) {
    return ledger.current(request);
  }

  /** What a request that has been answered goes by from now on. */
  private synchronized LaneLedger.Request settled(LaneLedger.Request sent, Unwritten answer) {
    LaneLedger.Request request = ledger.current(sent);
    unwritten.put(request.number(), answer);
    return request;
  }

  private void take(LaneLedger.Request request, Unwritten answer)
      throws IOException, InterruptedException {
    @Nullable Body body = answer.body();
    if (body == null) {
      keeping.end(request, answer.receivedMicros());
      received(request, null, null, answer.receivedMicros());
    } else {
      Message message = BatchMessage.read(body, settings.limits());
      origin.received(request.number(), message);
      Kept kept = keeping.message(request, body, message, answer.receivedMicros());
      received(request, message, kept, answer.receivedMicros());
    }
  }

  private synchronized void received(
      LaneLedger.Request request,
      @Nullable Message message,
      @Nullable Kept kept,
      long receivedMicros) {
    unwritten.remove(request.number());
    if (message == null || kept == null) {
      ledger.receivedEnd(request);
    } else {
      ledger.received(request, message, receivedMicros, kept);
      @Nullable String reason = refusals.note(message);
      if (reason != null) {
        ledger.drain();
        giveUp(reason);
      }
    }
    notifyAll();
  }

  /** The lane ends with what it has; what is on its way still counts if it comes. */
  private synchronized void giveUp(LaneLedger.Request request, String reason) {
    ledger.giveUp(request);
    giveUp(reason);
    notifyAll();
  }

  private void giveUp(String reason) {
    if (givenUp == null) {
      givenUp = reason;
      LOG.warn("{} is given up: {}", name, reason);
    }
  }

  private synchronized void failed(LaneLedger.Request request, IOException problem) {
    ledger.failed(request, unwritten.containsKey(request.number()));
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
