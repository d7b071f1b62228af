package org.meltwatch.io.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.AbandonedBench;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.http.LostAnswers;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.KeptSpool;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.wire.Body;
import org.meltwatch.io.wire.Message;
import org.meltwatch.io.wire.Origin;
import org.meltwatch.worker.WorkerState;

/**
 * The lanes of this process. They outlive the DoFns that read them, for engines drop a DoFn or
 * retry a bundle while messages that cannot be fetched again wait here.
 */
public final class LaneFetchers implements WorkerState.Part {

  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);

  private final Map<Key, OpenLane> lanes = new ConcurrentHashMap<>();
  private final Set<OpenLane> retired = ConcurrentHashMap.newKeySet();

  private record Key(Origin origin, int lane, int lanes) {

    static Key of(Origin origin, LaneRestriction restriction) {
      return new Key(origin, restriction.lane(), restriction.lanes());
    }
  }

  /** Asks a bench as one of its lanes. */
  private record BenchLane(ChallengerClient client, Bench bench, int lane, int lanes, int limit)
      implements LaneFetcher.Origin {

    @Override
    public @Nullable Body next(long number, LostAnswers lost)
        throws IOException, InterruptedException {
      return next(number, lost, () -> true);
    }

    @Override
    public @Nullable Body next(long number, LostAnswers lost, BooleanSupplier isWanted)
        throws IOException, InterruptedException {
      return client.nextBatch(bench, lane, lanes, number, limit, lost, isWanted);
    }

    @Override
    public void received(long number, Message message) {
      HandOuts.note(bench, lane, number, message);
    }
  }

  private LaneFetchers() {}

  /** Those of this process. */
  public static LaneFetchers ofProcess() {
    return WorkerState.of(LaneFetchers.class, LaneFetchers::new);
  }

  /** The lane, able to go on where the restriction begins. */
  public Lane lane(Origin origin, LaneRestriction restriction, FetchSettings settings)
      throws IOException {
    Key key = Key.of(origin, restriction);
    OpenLane lane = lanes.get(key);
    return lane != null && lane.canGoOnAt(restriction.from())
        ? lane
        : open(key, restriction, settings);
  }

  /**
   * A lane of all messages of a kept spool, for a single reader.
   *
   * @throws IOException if the spool cannot be read
   */
  public static Lane whole(KeptSpool spool, FetchSettings settings) throws IOException {
    return ReplayedLane.open(spool.directory(), LaneRestriction.whole(0, 1), settings);
  }

  private synchronized Lane open(Key key, LaneRestriction restriction, FetchSettings settings)
      throws IOException {
    closeAbandoned(key);
    OpenLane lane = start(key, restriction, settings);
    OpenLane before = lanes.put(key, lane);
    if (before != null) {
      before.retire();
      retired.add(before);
    }
    return lane;
  }

  /** How many messages of a lane can be handed on without waiting. */
  public int backlog(Origin origin, LaneRestriction restriction) {
    @Nullable OpenLane lane = lanes.get(Key.of(origin, restriction));
    return lane == null ? 0 : lane.backlog();
  }

  /** What is to be done when a checkpoint holds all that a lane handed on so far. */
  public OpenLane.Commit commit(Origin origin, LaneRestriction restriction) {
    @Nullable OpenLane lane = lanes.get(Key.of(origin, restriction));
    return lane == null ? () -> {} : lane.commit();
  }

  private static OpenLane start(Key key, LaneRestriction restriction, FetchSettings settings)
      throws IOException {
    if (key.origin() instanceof LaneOrigin origin) {
      return origin.open(restriction, settings);
    }
    if (key.origin() instanceof KeptSpool spool) {
      return ReplayedLane.open(spool.directory(), restriction, settings);
    }
    if (key.origin() instanceof AbandonedBench) {
      return new LaneFetcher(
          String.format(Locale.ROOT, "lane %d of %s", key.lane(), key.origin().described()),
          restriction,
          settings,
          (number, lost) -> null,
          spool(key, settings),
          LaneFetcher.IDLE_LIMIT);
    }
    Bench bench = (Bench) key.origin();
    ChallengerClient client = ChallengerClient.at(bench.challenger(), settings.asking());
    return new LaneFetcher(
        String.format(Locale.ROOT, "lane %d of %s", key.lane(), bench.described()),
        restriction,
        settings,
        new BenchLane(client, bench, key.lane(), key.lanes(), settings.limits().bytes()),
        settings.spool() == null ? null : spool(key, settings),
        LaneFetcher.IDLE_LIMIT);
  }

  private static LaneSpool spool(Key key, FetchSettings settings) throws IOException {
    String directory = requireNonNull(settings.spool(), "spool");
    return LaneSpool.open(
        SpoolDirectory.lane(directory, key.lane(), key.lanes()), settings.window());
  }

  /** Nobody tells a source that its job is over, so a new job's lanes clear away the old ones'. */
  private void closeAbandoned(Key starting) {
    for (Map.Entry<Key, OpenLane> entry : Map.copyOf(lanes).entrySet()) {
      if (!entry.getKey().equals(starting) && entry.getValue().isUntouchedFor(ABANDONED_AFTER)) {
        entry.getValue().close();
        lanes.remove(entry.getKey(), entry.getValue());
      }
    }
    for (OpenLane lane : Set.copyOf(retired)) {
      if (lane.isUntouchedFor(ABANDONED_AFTER)) {
        lane.close();
        retired.remove(lane);
      }
    }
  }

  /** Stops all fetching in this process and waits, a few seconds at most, until it has stopped. */
  @Override
  public synchronized void close() throws InterruptedException {
    retired.addAll(lanes.values());
    lanes.clear();
    for (OpenLane lane : Set.copyOf(retired)) {
      retired.remove(lane);
      lane.close();
      lane.awaitThreads(CLOSING_PATIENCE);
    }
  }
}
