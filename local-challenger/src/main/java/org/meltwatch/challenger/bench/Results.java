package org.meltwatch.challenger.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A bench's results for one query, and how long they took. Guarded by its bench. */
final class Results {

  private final @Nullable StoredResult[] stored;
  private final Histogram latencyMicros = new Histogram(3);
  private int count;
  private long lastNanos;

  Results(int batches) {
    this.stored = new @Nullable StoredResult[batches];
    latencyMicros.setAutoResize(true);
  }

  void store(int index, StoredResult result, long handedOutNanos, long now) {
    if (stored[index] == null) {
      count++;
      lastNanos = now;
      latencyMicros.recordValue((now - handedOutNanos) / 1000);
    }
    stored[index] = result;
  }

  @Nullable StoredResult get(int index) {
    return stored[index];
  }

  /**
   * The figures over a bench of so many batches whose first was handed out at {@code since}, with
   * so many handed out again.
   */
  BenchFigures figures(int batches, long since, int repeats) {
    double seconds = (lastNanos - since) / 1e9;
    return new BenchFigures(
        count,
        batches - count,
        repeats,
        count == 0 || seconds <= 0 ? 0 : count / seconds,
        count == 0 ? 0 : latencyMicros.getMinValue(),
        Math.round(latencyMicros.getMean()),
        latencyMicros.getValueAtPercentile(99),
        latencyMicros.getMaxValue());
  }
}
