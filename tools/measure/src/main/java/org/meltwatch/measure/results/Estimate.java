package org.meltwatch.measure.results;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * A figure from several repeats, and how far it can be trusted.
 *
 * @param median the repeats' median
 * @param error half the width of the 95 % confidence interval by Student's distribution, from the
 *     repeats' spread; 0 for a single run, which tells nothing about its error
 * @param repeats how many runs there were
 */
public record Estimate(double median, double error, int repeats) {

  private static final double UPPER = 0.975;

  /** The estimate of a figure of some runs; at least one. */
  public static <T> Estimate of(List<T> runs, ToDoubleFunction<T> figure) {
    return of(runs.stream().mapToDouble(figure).toArray());
  }

  public static Estimate of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    double median = new Median().evaluate(values);
    if (values.length == 1) {
      return new Estimate(median, 0, 1);
    }
    double student = new TDistribution(values.length - 1.0).inverseCumulativeProbability(UPPER);
    double error = student * new StandardDeviation().evaluate(values) / Math.sqrt(values.length);
    return new Estimate(median, error, values.length);
  }

  /** True if two measurements of the same thing do not contradict each other. */
  boolean agreesWith(Estimate other) {
    return Math.abs(median - other.median) <= error + other.error;
  }

  /** The run whose figure is nearest to the median. */
  public static Run typical(List<Run> runs, ToDoubleFunction<Run> figure) {
    double median = of(runs, figure).median();
    double nearest =
        runs.stream()
            .mapToDouble(run -> Math.abs(figure.applyAsDouble(run) - median))
            .min()
            .orElseThrow();
    return runs.stream()
        .filter(run -> Math.abs(figure.applyAsDouble(run) - median) == nearest)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a figure of %s is NaN".formatted(Arrays.toString(runs.toArray()))));
  }
}
