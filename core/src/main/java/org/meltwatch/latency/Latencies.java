package org.meltwatch.latency;

import org.HdrHistogram.Histogram;

/**
 * Response times, from receipt to answer. Mean, standard deviation, minimum and maximum are exact;
 * quantiles are right to one part in ten thousand, and to the microsecond. Not thread-safe.
 */
public final class Latencies {

  private static final int SIGNIFICANT_DIGITS = 4;
  private static final double MICROS = 1e6;

  private final Histogram histogram;
  private double mean;
  private double squares;
  private long min = Long.MAX_VALUE;
  private long max;
  private long latest;
  private long firstIn = Long.MAX_VALUE;
  private long lastOut = Long.MIN_VALUE;

  public Latencies() {
    this(SIGNIFICANT_DIGITS);
  }

  /**
   * With quantiles of another precision, for which less memory is taken.
   *
   * @param significantDigits how many decimal digits of quantiles are right, 1 to 5
   */
  public Latencies(int significantDigits) {
    this.histogram = new Histogram(significantDigits);
  }

  /** A response time in microseconds; clocks that disagree make none negative. */
  public static long micros(long receivedMicros, long doneMicros) {
    return Math.max(0, doneMicros - receivedMicros);
  }

  /** Counts an answer; both times in microseconds since one and the same moment. */
  public void record(long receivedMicros, long doneMicros) {
    add(micros(receivedMicros, doneMicros));
    firstIn = Math.min(firstIn, receivedMicros);
    lastOut = Math.max(lastOut, doneMicros);
  }

  /** Counts a response time alone, in microseconds, without a place in the course of the run. */
  public void add(long micros) {
    histogram.recordValue(micros);
    double step = micros - mean;
    mean += step / histogram.getTotalCount();
    squares += step * (micros - mean);
    min = Math.min(min, micros);
    max = Math.max(max, micros);
    latest = micros;
  }

  /** How many answers were counted. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** The time of the answer that was counted last, in seconds; 0 before the first. */
  public double latestSeconds() {
    return latest / MICROS;
  }

  /** The shortest time in microseconds; 0 if there is none. */
  public long minMicros() {
    return count() == 0 ? 0 : min;
  }

  /** The longest time in microseconds; 0 if there is none. */
  public long maxMicros() {
    return max;
  }

  /** The mean in microseconds; 0 if there is none. */
  public double meanMicros() {
    return mean;
  }

  /** The time in microseconds that so many in a hundred do not exceed; 0 if there is none. */
  public long quantileMicros(double percent) {
    return Math.min(max, histogram.getValueAtPercentile(percent));
  }

  /** All figures so far. */
  public Figures figures() {
    long count = count();
    if (count == 0) {
      return Figures.NONE;
    }
    long span = lastOut - firstIn;
    return new Figures(
        count,
        mean / MICROS,
        Math.sqrt(squares / count) / MICROS,
        quantileMicros(50) / MICROS,
        quantileMicros(99) / MICROS,
        max / MICROS,
        span > 0 ? count * MICROS / span : 0);
  }
}
