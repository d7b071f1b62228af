package org.meltwatch.measure.results;

import java.util.Locale;

/**
 * What a run is measured under.
 *
 * @param set what it is measured for
 * @param ordering how layers are put in order: {@code buffer} or {@code event-time}
 * @param cores how many cores the engine's process may use; 0 for all
 * @param workers how many workers the engine's standalone cluster has; 0 for no cluster
 * @param share what part of the runner's own maximum is handed out; 0 if it is not paced
 * @param rate the same in tiles a second; 0 for as many as it asks for
 * @param delay mean network delay of a tile or result, in milliseconds
 * @param delaySpread its standard deviation
 * @param resultDelay fixed delay added to each result's
 * @param kafka whether the run reads a topic that a feed fills, and not the challenger
 */
public record Condition(
    Set set,
    String ordering,
    int cores,
    int workers,
    double share,
    double rate,
    double delay,
    double delaySpread,
    double resultDelay,
    boolean kafka) {

  public static final String BUFFER = "buffer";
  public static final String EVENT_TIME = "event-time";

  /** What runs are made for. */
  public enum Set {
    WARM_UP,
    FULL_SPEED,
    SCALING,
    WORKERS,
    PACED,
    NETWORK,
    KAFKA
  }

  public static Condition warmUp() {
    return new Condition(Set.WARM_UP, BUFFER, 0, 0, 0, 0, 0, 0, 0, false);
  }

  public static Condition fullSpeed(String ordering) {
    return new Condition(Set.FULL_SPEED, ordering, 0, 0, 0, 0, 0, 0, 0, false);
  }

  public static Condition onCores(int cores) {
    return new Condition(Set.SCALING, BUFFER, cores, 0, 0, 0, 0, 0, 0, false);
  }

  public static Condition onWorkers(int workers, String ordering) {
    return new Condition(Set.WORKERS, ordering, 0, workers, 0, 0, 0, 0, 0, false);
  }

  /** The same as a warm-up of the same cluster. */
  public Condition asWarmUp() {
    return new Condition(
        Set.WARM_UP, ordering, cores, workers, share, rate, delay, delaySpread, resultDelay, kafka);
  }

  public static Condition paced(double share, double rate) {
    return new Condition(Set.PACED, BUFFER, 0, 0, share, rate, 0, 0, 0, false);
  }

  public static Condition network(double delay, double spread, double resultDelay) {
    return new Condition(Set.NETWORK, BUFFER, 0, 0, 0, 0, delay, spread, resultDelay, false);
  }

  /** As fast as can be from a topic: in one process (0), or on so many workers. */
  public static Condition byKafka(int workers) {
    return new Condition(Set.KAFKA, BUFFER, 0, workers, 0, 0, 0, 0, 0, true);
  }

  /** So many tiles a second, from a topic or from the challenger. */
  public static Condition atRate(double rate, boolean kafka) {
    return new Condition(Set.KAFKA, BUFFER, 0, 0, 0, rate, 0, 0, 0, kafka);
  }

  /** A short name, fit for a file's. */
  public String label() {
    return switch (set) {
      case WARM_UP -> workers == 0 ? "warm-up" : "warm-up-workers-" + workers;
      case FULL_SPEED -> ordering;
      case SCALING -> "cores-" + cores;
      case WORKERS -> String.format(Locale.ROOT, "workers-%d-%s", workers, ordering);
      case PACED -> format("paced-%.0f", share * 100);
      case KAFKA ->
          (kafka ? "kafka" : "no-kafka")
              + (workers == 0 ? "" : "-workers-" + workers)
              + (rate == 0 ? "" : format("-at-%.0f", rate));
      case NETWORK -> resultDelay > 0 ? "network-and-client" : "network";
    };
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
