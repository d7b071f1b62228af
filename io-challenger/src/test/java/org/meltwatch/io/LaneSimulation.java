package org.meltwatch.io;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.lane.BoundedLane;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.lane.InFlight;
import org.meltwatch.io.lane.InFlightLimit;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.Lane.Next;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;

/**
 * Bounded lanes, a challenger and an ordering, one step at a time and in any order that chance
 * gives. Lanes hand on in the order of their requests.
 */
public final class LaneSimulation {

  private static final Bench BENCH = new Bench(URI.create("http://127.0.0.1"), "simulation");
  private static final double WITHHELD = 0.2;

  private final Random random;
  private final int lanes;
  private final int prefetch;
  private final Deque<Batch> toHandOut = new ArrayDeque<>();
  private final List<SimulatedLane> simulated = new ArrayList<>();
  private final List<Lane> bounded = new ArrayList<>();
  private final long[] marks;
  private final Map<TileKey, TreeMap<Integer, Batch>> waiting = new HashMap<>();
  private final Map<TileKey, Integer> next = new HashMap<>();
  private final Set<Long> settled = new HashSet<>();
  private final long batches;
  private int inFlight;
  private int mostInFlight;

  public LaneSimulation(Random random, int lanes, int prefetch, int limit, int keys, int layers) {
    this.random = random;
    this.lanes = lanes;
    this.prefetch = prefetch;
    this.marks = new long[lanes];
    for (int layer = 0; layer < layers; layer++) {
      for (int key = 0; key < keys; key++) {
        if (random.nextDouble() >= WITHHELD) {
          Receipt unknown = new Receipt(0, 1, 0, 0, 0);
          long seqId = (long) layer * keys + key;
          toHandOut.add(new Batch(unknown, seqId, new TileKey("P", key), layer, new byte[0]));
        }
      }
    }
    batches = toHandOut.size();
    InFlightLimit limits =
        new InFlightLimit(limit, Long.MAX_VALUE, () -> (receipt, seqId) -> settled.contains(seqId));
    for (int lane = 0; lane < lanes; lane++) {
      simulated.add(new SimulatedLane(lane));
      InFlight ofLane = InFlight.of(BENCH, LaneRestriction.whole(lane, lanes));
      bounded.add(
          new BoundedLane(simulated.get(lane), ofLane, limits, lanes, EventTime.batchOrder()));
    }
  }

  public int mostInFlight() {
    return mostInFlight;
  }

  /** Runs until every lane has ended and every tile has its outcome. */
  public void run(String name) throws IOException, InterruptedException {
    while (settled.size() < batches || simulated.stream().anyMatch(lane -> !lane.ended)) {
      List<Step> steps = possibleSteps();
      if (steps.isEmpty()) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s: %d of %d batches have an outcome, and nothing can move",
                name,
                settled.size(),
                batches));
      }
      steps.get(random.nextInt(steps.size())).take();
    }
  }

  private interface Step {
    void take();
  }

  private List<Step> possibleSteps() throws IOException, InterruptedException {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lanes; i++) {
      SimulatedLane lane = simulated.get(i);
      Lane limited = bounded.get(i);
      if (lane.mayAsk()) {
        steps.add(lane::ask);
      }
      lane.requests.stream().filter(Request::mayMove).forEach(one -> steps.add(() -> move(one)));
      Lane.Next offered = limited.await(Duration.ZERO);
      if (offered != Lane.Next.NOTHING_YET) {
        steps.add(() -> arrive(limited.handOn().received()));
      }
    }
    return steps;
  }

  /** The challenger takes the request up, and some time later its answer arrives. */
  private void move(Request request) {
    if (request.taken) {
      request.answered = true;
    } else {
      request.taken = true;
      request.answer = toHandOut.poll();
    }
  }

  private void arrive(Received received) {
    Receipt receipt = received.receipt();
    marks[receipt.lane()] = receipt.lowWater();
    if (received instanceof Batch batch) {
      inFlight++;
      waiting.computeIfAbsent(batch.key(), key -> new TreeMap<>()).put(batch.layer(), batch);
    }
    waiting.keySet().forEach(this::release);
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  /** Lets out what is next or, on the lanes' word, what waits for layers that cannot come. */
  private void release(TileKey key) {
    long lowWater = Long.MAX_VALUE;
    for (long mark : marks) {
      lowWater = Math.min(lowWater, mark);
    }
    TreeMap<Integer, Batch> tiles = waiting.get(key);
    while (!tiles.isEmpty()) {
      Batch first = tiles.firstEntry().getValue();
      if (first.layer() != next.getOrDefault(key, 0) && first.seqId() > lowWater) {
        return;
      }
      tiles.remove(first.layer());
      next.put(key, first.layer() + 1);
      settled.add(first.seqId());
      inFlight--;
    }
  }

  /** A request of a lane, and the least that it can be answered. */
  private static final class Request {

    private final long floor;
    private boolean taken;
    private boolean answered;
    private @Nullable Batch answer;

    Request(long floor) {
      this.floor = floor;
    }

    boolean mayMove() {
      return !answered;
    }

    /** The least that this request may still bring. */
    long least() {
      return !answered ? floor : answer == null ? Receipt.NOTHING_MORE : answer.seqId();
    }
  }

  /** A lane that hands on the answers to its requests in the order in which it sent them. */
  private final class SimulatedLane implements Lane {

    private final int number;
    private final Deque<Request> requests = new ArrayDeque<>();
    private long position;
    private boolean exhausted;
    private boolean ended;
    private long received;

    SimulatedLane(int number) {
      this.number = number;
    }

    boolean mayAsk() {
      notice();
      long outstanding = requests.stream().filter(Request::mayMove).count();
      return !exhausted && outstanding < prefetch && requests.size() < 2 * prefetch;
    }

    void ask() {
      requests.addLast(new Request(received));
    }

    private void notice() {
      for (Request request : requests) {
        if (request.answered && request.answer == null) {
          exhausted = true;
        } else if (request.answered && request.answer != null) {
          received = Math.max(received, request.answer.seqId() + 1);
        }
      }
    }

    @Override
    public Next await(Duration patience) {
      notice();
      requests.removeIf(request -> request.answered && request.answer == null);
      if (requests.isEmpty()) {
        return exhausted && !ended ? Next.END : Next.NOTHING_YET;
      }
      return requests.getFirst().answered ? Next.MESSAGE : Next.NOTHING_YET;
    }

    @Override
    public Lane.Handed handOn() {
      Request handed = requests.pollFirst();
      long least = exhausted ? Receipt.NOTHING_MORE : received;
      for (Request request : requests) {
        least = Math.min(least, request.least());
      }
      Receipt receipt = new Receipt(number, lanes, position++, least, 0);
      if (handed == null || handed.answer == null) {
        ended = true;
        return new Lane.Handed(new LaneEnd(receipt), Floor.END);
      }
      Batch batch = handed.answer;
      return new Lane.Handed(
          new Batch(receipt, batch.seqId(), batch.key(), batch.layer(), batch.tif()),
          new Floor(least, 0));
    }

    @Override
    public void seek(long to) {
      throw new UnsupportedOperationException("seek");
    }

    @Override
    public @Nullable IOException takeFailure() {
      return null;
    }

    @Override
    public void drain() {
      throw new UnsupportedOperationException("drain");
    }

    @Override
    public int backlog() {
      return requests.size();
    }
  }
}
