package org.meltwatch.latency;

/**
 * How a query was answered. Response times are in seconds, from a tile's receipt to its answer;
 * every tile counts once, with its first answer.
 *
 * @param count how many tiles were answered
 * @param mean R, the mean response time
 * @param sigma standard deviation of the response times, of all tiles and not of a sample
 * @param p50 median response time
 * @param p99 99th percentile of the response times
 * @param max R_M, the largest response time
 * @param throughput X, tiles per second: count / (last answer - first receipt); 0 without a time
 *     span
 */
public record Figures(
    long count, double mean, double sigma, double p50, double p99, double max, double throughput) {

  /** The figures of a query that was never answered. */
  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);
}
