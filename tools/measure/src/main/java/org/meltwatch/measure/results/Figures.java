package org.meltwatch.measure.results;

import java.util.Collection;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How a query was answered; response times in seconds. Mean, deviation and maximum are exact,
 * quantiles are right to one part in ten thousand.
 *
 * @param count how many tiles
 * @param mean R, the mean response time
 * @param sigma their standard deviation, of all tiles and not of a sample
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param max R_M, the longest
 * @param throughput X, tiles a second: count / (last answer - first receipt)
 */
public record Figures(
    long count, double mean, double sigma, double p50, double p99, double max, double throughput) {

  private static final double MICROS = 1e6;

  /** The figures of some answers. */
  public static Figures of(Collection<Answer> answers) {
    if (answers.isEmpty()) {
      return new Figures(0, 0, 0, 0, 0, 0, 0);
    }
    Histogram histogram = histogram(answers.stream().map(Answer::micros).toList());
    double mean = answers.stream().mapToLong(Answer::micros).average().orElseThrow();
    double variance =
        answers.stream().mapToDouble(a -> square(a.micros() - mean)).average().orElseThrow();
    long max = answers.stream().mapToLong(Answer::micros).max().orElseThrow();
    long firstIn = answers.stream().mapToLong(Answer::receivedUs).min().orElseThrow();
    long lastOut = answers.stream().mapToLong(Answer::doneUs).max().orElseThrow();
    return new Figures(
        answers.size(),
        mean / MICROS,
        Math.sqrt(variance) / MICROS,
        Math.min(max, quantile(histogram, 50)) / MICROS,
        Math.min(max, quantile(histogram, 99)) / MICROS,
        max / MICROS,
        rate(answers.size(), lastOut - firstIn));
  }

  /** Response times, ready to be asked for quantiles. */
  public static Histogram histogram(List<Long> micros) {
    Histogram histogram = new Histogram(4);
    micros.forEach(histogram::recordValue);
    return histogram;
  }

  /** A quantile in microseconds; never more than the largest value. */
  public static long quantile(Histogram histogram, double percent) {
    return Math.min(histogram.getMaxValue(), histogram.getValueAtPercentile(percent));
  }

  private static double rate(long tiles, long micros) {
    return micros > 0 ? tiles * MICROS / micros : 0;
  }

  private static double square(double value) {
    return value * value;
  }
}
