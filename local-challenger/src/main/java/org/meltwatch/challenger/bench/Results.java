package org.meltwatch.challenger.bench;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.results.StoredResult;
import org.meltwatch.latency.Latencies;

/** A bench's results for one query, and how long they took. Guarded by its bench. */
final class Results {

  private final Map<Integer, StoredResult> stored = new HashMap<>();

  /** Three digits: a challenger keeps those of all benches that it ever served. */
  private final Latencies latencies = new Latencies(3);

  private long lastNanos;

  /** Keeps a result; false if there was one before. */
  boolean store(int index, StoredResult result, long handedOutNanos, long now) {
    boolean isFirst = stored.put(index, result) == null;
    if (isFirst) {
      lastNanos = now;
      latencies.add((now - handedOutNanos) / 1000);
    }
    return isFirst;
  }

  @Nullable StoredResult get(int index) {
    return stored.get(index);
  }

  /**
   * The figures over a bench of so many batches whose first was handed out at {@code since}, with
   * so many handed out again.
   */
  BenchFigures figures(int batches, long since, int repeats) {
    int count = (int) latencies.count();
    double seconds = (lastNanos - since) / 1e9;
    return new BenchFigures(
        count,
        batches - count,
        repeats,
        count == 0 || seconds <= 0 ? 0 : count / seconds,
        latencies.minMicros(),
        Math.round(latencies.meanMicros()),
        latencies.quantileMicros(99),
        latencies.maxMicros());
  }
}
