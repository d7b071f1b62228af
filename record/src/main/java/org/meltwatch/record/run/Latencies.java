package org.meltwatch.record.run;

import org.HdrHistogram.Histogram;

/**
 * Response times of one query, from a tile's receipt to its answer. Mean, standard deviation and
 * maximum are exact; quantiles are right to one part in ten thousand, and to the microsecond.
 */
final class Latencies {

  private static final int SIGNIFICANT_DIGITS = 4;
  private static final double MICROS = 1e6;

  private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
  private double mean;
  private double squares;
  private long max;
  private long latest;
  private long firstIn = Long.MAX_VALUE;
  private long lastOut = Long.MIN_VALUE;

  /** Counts an answer; clocks that disagree make no time negative. */
  void record(long receivedMicros, long doneMicros) {
    long micros = Math.max(0, doneMicros - receivedMicros);
    histogram.recordValue(micros);
    double step = micros - mean;
    mean += step / histogram.getTotalCount();
    squares += step * (micros - mean);
    max = Math.max(max, micros);
    latest = micros;
    firstIn = Math.min(firstIn, receivedMicros);
    lastOut = Math.max(lastOut, doneMicros);
  }

  /** How many answers were counted. */
  long count() {
    return histogram.getTotalCount();
  }

  /** The time of the answer that was counted last, in seconds; 0 before the first. */
  double latestSeconds() {
    return latest / MICROS;
  }

  /** All figures so far. */
  QuerySummary summary() {
    long count = count();
    if (count == 0) {
      return QuerySummary.NONE;
    }
    long span = lastOut - firstIn;
    return new QuerySummary(
        count,
        mean / MICROS,
        Math.sqrt(squares / count) / MICROS,
        quantile(50),
        quantile(99),
        max / MICROS,
        span > 0 ? count * MICROS / span : 0);
  }

  private double quantile(double percent) {
    return Math.min(max, histogram.getValueAtPercentile(percent)) / MICROS;
  }
}
