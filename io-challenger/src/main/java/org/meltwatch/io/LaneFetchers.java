package org.meltwatch.io;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The fetchers of this process, by lane. They outlive the DoFns that read them, for engines drop a
 * DoFn or retry a bundle while messages that cannot be fetched again wait here.
 */
final class LaneFetchers {

  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);
  private static final Map<Key, LaneFetcher> FETCHERS = new ConcurrentHashMap<>();

  private record Key(Bench bench, int lane, int lanes) {}

  private LaneFetchers() {}

  /** The lane's fetcher; a new one starts at the restriction's first position. */
  static Lane of(Bench bench, LaneRestriction restriction, FetchSettings settings) {
    return FETCHERS.computeIfAbsent(
        new Key(bench, restriction.lane(), restriction.lanes()),
        key -> start(key, restriction, settings));
  }

  /** How many messages of a lane can be handed on without waiting. */
  static int backlog(Bench bench, LaneRestriction restriction) {
    @Nullable LaneFetcher fetcher =
        FETCHERS.get(new Key(bench, restriction.lane(), restriction.lanes()));
    return fetcher == null ? 0 : fetcher.backlog();
  }

  private static LaneFetcher start(Key key, LaneRestriction restriction, FetchSettings settings) {
    closeAbandoned(key);
    ChallengerClient client =
        ChallengerClient.at(key.bench().challenger(), settings.retries(), settings.timeout());
    return new LaneFetcher(
        "lane %d of bench %s".formatted(key.lane(), key.bench()),
        restriction,
        settings,
        beforeAttempt -> client.nextBatch(key.bench(), settings.messageLimit(), beforeAttempt),
        LaneFetcher.IDLE_LIMIT);
  }

  /** Nobody tells a source that its job is over, so a new job's lanes clear away the old ones'. */
  private static void closeAbandoned(Key starting) {
    for (Map.Entry<Key, LaneFetcher> entry : Map.copyOf(FETCHERS).entrySet()) {
      if (!entry.getKey().equals(starting) && entry.getValue().isUntouchedFor(ABANDONED_AFTER)) {
        entry.getValue().close();
        FETCHERS.remove(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Stops all fetching in this process and waits, a few seconds at most, until it has stopped. */
  static void closeAll() throws InterruptedException {
    for (Map.Entry<Key, LaneFetcher> entry : Map.copyOf(FETCHERS).entrySet()) {
      FETCHERS.remove(entry.getKey(), entry.getValue());
      entry.getValue().close();
      entry.getValue().awaitThreads(CLOSING_PATIENCE);
    }
  }
}
