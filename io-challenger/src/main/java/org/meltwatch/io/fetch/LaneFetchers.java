package org.meltwatch.io.fetch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.spool.KeptSpool;
import org.meltwatch.io.spool.LaneSpool;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.wire.Origin;

/**
 * The lanes of this process. They outlive the DoFns that read them, for engines drop a DoFn or
 * retry a bundle while messages that cannot be fetched again wait here.
 */
public final class LaneFetchers {

  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);
  private static final Map<Key, OpenLane> LANES = new ConcurrentHashMap<>();
  private static final Set<OpenLane> RETIRED = ConcurrentHashMap.newKeySet();

  private record Key(Origin origin, int lane, int lanes) {

    static Key of(Origin origin, LaneRestriction restriction) {
      return new Key(origin, restriction.lane(), restriction.lanes());
    }
  }

  private LaneFetchers() {}

  /** The lane, able to go on where the restriction begins. */
  public static Lane of(Origin origin, LaneRestriction restriction, FetchSettings settings)
      throws IOException {
    Key key = Key.of(origin, restriction);
    OpenLane lane = LANES.get(key);
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

  private static synchronized Lane open(
      Key key, LaneRestriction restriction, FetchSettings settings) throws IOException {
    closeAbandoned(key);
    OpenLane lane = start(key, restriction, settings);
    OpenLane before = LANES.put(key, lane);
    if (before != null) {
      before.retire();
      RETIRED.add(before);
    }
    return lane;
  }

  /** How many messages of a lane can be handed on without waiting. */
  public static int backlog(Origin origin, LaneRestriction restriction) {
    @Nullable OpenLane lane = LANES.get(Key.of(origin, restriction));
    return lane == null ? 0 : lane.backlog();
  }

  /** What is to be done when a checkpoint holds all that a lane handed on so far. */
  public static OpenLane.Commit commit(Origin origin, LaneRestriction restriction) {
    @Nullable OpenLane lane = LANES.get(Key.of(origin, restriction));
    return lane == null ? () -> {} : lane.commit();
  }

  private static OpenLane start(Key key, LaneRestriction restriction, FetchSettings settings)
      throws IOException {
    if (key.origin() instanceof KeptSpool spool) {
      return ReplayedLane.open(spool.directory(), restriction, settings);
    }
    Bench bench = (Bench) key.origin();
    ChallengerClient client =
        ChallengerClient.at(bench.challenger(), settings.retries(), settings.timeout());
    return new LaneFetcher(
        "lane %d of %s".formatted(key.lane(), bench.described()),
        restriction,
        settings,
        (number, lost) ->
            client.nextBatch(
                bench, key.lane(), key.lanes(), number, settings.limits().bytes(), lost),
        settings.spool() == null ? null : spool(key, settings),
        LaneFetcher.IDLE_LIMIT);
  }

  private static LaneSpool spool(Key key, FetchSettings settings) throws IOException {
    String directory = requireNonNull(settings.spool(), "spool");
    return LaneSpool.open(
        SpoolDirectory.lane(directory, key.lane(), key.lanes()), settings.window());
  }

  /** Nobody tells a source that its job is over, so a new job's lanes clear away the old ones'. */
  private static void closeAbandoned(Key starting) {
    for (Map.Entry<Key, OpenLane> entry : Map.copyOf(LANES).entrySet()) {
      if (!entry.getKey().equals(starting) && entry.getValue().isUntouchedFor(ABANDONED_AFTER)) {
        entry.getValue().close();
        LANES.remove(entry.getKey(), entry.getValue());
      }
    }
    for (OpenLane lane : Set.copyOf(RETIRED)) {
      if (lane.isUntouchedFor(ABANDONED_AFTER)) {
        lane.close();
        RETIRED.remove(lane);
      }
    }
  }

  /** Stops all fetching in this process and waits, a few seconds at most, until it has stopped. */
  public static synchronized void closeAll() throws InterruptedException {
    RETIRED.addAll(LANES.values());
    LANES.clear();
    for (OpenLane lane : Set.copyOf(RETIRED)) {
      RETIRED.remove(lane);
      lane.close();
      lane.awaitThreads(CLOSING_PATIENCE);
    }
  }
}
