package org.meltwatch.challenger.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.faults.FaultInjector;
import org.meltwatch.challenger.faults.Network;
import org.meltwatch.challenger.faults.Pace;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.challenger.results.StoredResult;
import org.meltwatch.prints.UnusablePrintException;

/** One run at the challenger. Safe for use by many requests at once. */
public final class Bench {

  public enum State {
    CREATED,
    RUNNING,
    ENDED
  }

  private final String id;
  private final BenchRequest request;
  private final Instant created;
  private final HandOutPlan plan;
  private final Pace pace;
  private final Network network;
  private final List<Long> handedOutNanos = new ArrayList<>();
  private final Map<Integer, Results> results = new LinkedHashMap<>();
  private final Map<LanePosition, Integer> remembered = new HashMap<>();
  private final FaultInjector faults;
  private final boolean remembers;
  private final LayerLatencies layerLatencies = new LayerLatencies();
  private final LaneTurns turns = new LaneTurns();
  private State state = State.CREATED;
  private boolean isAsked;
  private long firstAsked;
  private int next;
  private int repeats;
  private int missing;

  Bench(String id, BenchRequest request, Instant created, HandOutPlan plan, Settings settings) {
    this.faults = new FaultInjector(id, settings.rates());
    this.remembers = settings.remembers();
    this.id = id;
    this.request = request;
    this.created = created;
    this.plan = plan;
    this.pace = new Pace(settings.rate());
    this.network = new Network(settings.delay());
    request.queries().forEach(query -> results.put(query, new Results()));
  }

  /** Lets batches be handed out. */
  public synchronized void start() {
    if (state != State.CREATED) {
      throw RefusedRequest.wrongState("bench %s has already been started".formatted(id));
    }
    state = State.RUNNING;
  }

  /** Refuses what may only be done between start and end. */
  synchronized void requireRunning() {
    if (state == State.CREATED) {
      throw RefusedRequest.wrongState("bench %s has not been started".formatted(id));
    }
    if (state == State.ENDED) {
      throw RefusedRequest.wrongState("bench %s has ended".formatted(id));
    }
  }

  /** How long the next batch must still wait; 0 as well when there is none, or one is repeated. */
  public synchronized long delayNanos(@Nullable LanePosition position, long now) {
    requireRunning();
    return index(position, now) >= 0 && !remembered.containsKey(position) ? pace.take(now) : 0;
  }

  /**
   * Hands out the next batch, once; null when there is none. A position that was given a batch
   * before is given it again; that batch's clock has been running since the first time.
   *
   * @throws UnusablePrintException if the batch's layer cannot be read
   */
  public @Nullable EncodedTile handOut(@Nullable LanePosition position) {
    while (true) {
      int index = chosen(position);
      if (index < 0) {
        plan.requireSound();
        return null;
      }
      // Not while others are kept waiting: a layer may have to be read first.
      EncodedTile tile = plan.tile(index);
      if (isTaken(index, position, tile)) {
        return tile;
      }
    }
  }

  /** What a position would be given, by its place in the plan; -1 if nothing. */
  private synchronized int chosen(@Nullable LanePosition position) {
    requireRunning();
    if (!isAsked) {
      isAsked = true;
      firstAsked = System.nanoTime();
    }
    long now = System.nanoTime();
    int index = index(position, now);
    if (index < 0 && position != null && plan.isGrowing()) {
      turns.waits(position, now);
    }
    return index;
  }

  /** What a position would be given, by its place in the plan; -1 if nothing just now. */
  private int index(@Nullable LanePosition position, long now) {
    Integer before = remembered.get(position);
    if (before != null) {
      return before;
    }
    boolean isTurn = position == null || !plan.isGrowing() || !turns.isBehind(position, now);
    return next < batches() && isTurn ? next : -1;
  }

  /** False if another request was faster, or there is no such tile. */
  private synchronized boolean isTaken(
      int index, @Nullable LanePosition position, @Nullable EncodedTile tile) {
    Integer before = remembered.get(position);
    if (before != null) {
      repeats += before == index ? 1 : 0;
      return before == index;
    }
    if (index != next) {
      return false;
    }
    next++;
    if (position != null && plan.isGrowing()) {
      turns.served(position);
    }
    plan.reached(next);
    handedOutNanos.add(System.nanoTime());
    if (tile == null) {
      missing++;
      return false;
    }
    if (position != null && remembers) {
      remembered.put(position, index);
    }
    return true;
  }

  /** True if nothing will be handed out any more to positions that have asked for nothing yet. */
  public synchronized boolean isOver() {
    requireRunning();
    boolean enough = request.maxBatches() != null && next >= request.maxBatches();
    return enough || (plan.isWhole() && next >= plan.size());
  }

  /** The batch that would be handed out next for a position, or -1 if there are no more. */
  public synchronized long upcoming(@Nullable LanePosition position) {
    int index = index(position, System.nanoTime());
    return index >= 0 ? plan.planned(index).batchId() : -1;
  }

  /** True if a position that asks again is given the same batch again. */
  public boolean remembers() {
    return remembers;
  }

  /** How long its tiles and results are under way. */
  public Network network() {
    return network;
  }

  /** What goes wrong with its calls. */
  public FaultInjector faults() {
    return faults;
  }

  /**
   * Keeps a result, whatever it says: the address says what it answers. A second one for the same
   * batch replaces the first but not its latency.
   *
   * @throws RefusedRequest if it is not for a batch that was handed out
   */
  public synchronized void store(int query, long batchId, StoredResult result, long now) {
    requireRunning();
    Results kept = results(query);
    int index = index(batchId);
    if (index >= next) {
      throw RefusedRequest.notFound(
          String.format(Locale.ROOT, "batch %d has not been handed out", batchId));
    }
    boolean isFirst = kept.store(index, result, handedOutNanos.get(index), now);
    if (isFirst && plan.isGrowing()) {
      PlannedBatch batch = plan.planned(index);
      int tiles = plan.prints().get(batch.print()).grid().tiles();
      layerLatencies.answered(
          batch.layer(), tiles * results.size(), plan.times(batch.layer()), firstAsked, now);
    }
  }

  /** Stops the clock and says how it went, by query. */
  public synchronized Map<Integer, BenchFigures> end() {
    requireRunning();
    state = State.ENDED;
    return figures();
  }

  /** How it has gone so far, by query. */
  synchronized Map<Integer, BenchFigures> figures() {
    Map<Integer, BenchFigures> figures = new LinkedHashMap<>();
    long since = next == 0 ? 0 : handedOutNanos.get(0);
    int all = batches() - missing;
    results.forEach((query, kept) -> figures.put(query, kept.figures(all, since, repeats)));
    return figures;
  }

  /** How long layers took from the last change of their file to their last result. */
  public synchronized Map<String, Object> layerLatencies() {
    return layerLatencies.toWire();
  }

  /** True if its print is planned while it is printed. */
  public boolean isGrowing() {
    return plan.isGrowing();
  }

  /** The figures of the first query that the bench is about. */
  public BenchFigures firstFigures() {
    return figures().values().iterator().next();
  }

  /** The result for a batch, or null if there is none yet. */
  public synchronized @Nullable StoredResult result(int query, long batchId) {
    return results(query).get(index(batchId));
  }

  /** How far the bench is with a batch, by its first query. */
  public synchronized BatchState batch(long batchId) {
    return batchState(index(batchId));
  }

  /** How far the bench is with each batch, in order, by its first query. */
  public synchronized List<BatchState> batchStates() {
    return IntStream.range(0, batches()).mapToObj(this::batchState).toList();
  }

  private BatchState batchState(int index) {
    StoredResult result = results.get(request.queries().get(0)).get(index);
    return new BatchState(
        plan.planned(index), index < next, result == null ? null : result.posted());
  }

  /**
   * A batch as it is sent.
   *
   * @throws RefusedRequest if there is no such batch
   */
  public EncodedTile tile(long batchId) {
    EncodedTile tile = plan.tile(index(batchId));
    if (tile == null) {
      throw RefusedRequest.notFound(
          String.format(Locale.ROOT, "the layer of batch %d is missing", batchId));
    }
    return tile;
  }

  private int index(long batchId) {
    Integer index = plan.indexOf(batchId);
    if (index == null || index >= batches()) {
      throw RefusedRequest.notFound(
          String.format(Locale.ROOT, "bench %s has no batch %d", id, batchId));
    }
    return index;
  }

  private Results results(int query) {
    Results kept = results.get(query);
    if (kept == null) {
      throw RefusedRequest.notFound(
          String.format(
              Locale.ROOT, "bench %s is about queries %s, not %d", id, request.queries(), query));
    }
    return kept;
  }

  public String id() {
    return id;
  }

  public BenchRequest request() {
    return request;
  }

  public Instant created() {
    return created;
  }

  public synchronized State state() {
    return state;
  }

  /** How many batches have been handed out. */
  public synchronized int handedOut() {
    return next - missing;
  }

  /** How many batches it hands out in all, so far as that is known. */
  public int batches() {
    Integer most = request.maxBatches();
    return most == null ? plan.size() : Math.min(most, plan.size());
  }
}
