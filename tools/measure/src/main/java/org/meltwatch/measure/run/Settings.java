package org.meltwatch.measure.run;

import java.util.List;
import java.util.Set;
import org.meltwatch.measure.results.Condition;

/**
 * What is to be measured.
 *
 * @param runners the runners' words
 * @param challenger the local challenger's options
 * @param run options that every run is given
 * @param fewerTiles how many tiles warm-ups and paced runs are handed, the first ones of the print;
 *     0 for all
 * @param repeats how often each runner runs at full speed
 * @param cut the part of the tiles, the first to be received, that is left out as warm-up
 * @param sets what is measured besides full speed with {@code --ordering=buffer}
 * @param workers the numbers of workers that standalone clusters are measured with
 * @param shares the parts of a runner's own maximum that paced runs are handed
 * @param delay mean network delay, in milliseconds, of the runs with one
 * @param delaySpread its standard deviation
 * @param resultDelay the client's fixed delay of each result
 * @param kafkaRate tiles a second of the runs that compare a topic and the challenger
 * @param timeoutSeconds how long one run may take
 */
public record Settings(
    List<String> runners,
    List<String> challenger,
    List<String> run,
    int fewerTiles,
    int repeats,
    double cut,
    Set<String> sets,
    List<Integer> workers,
    List<Double> shares,
    double delay,
    double delaySpread,
    double resultDelay,
    double kafkaRate,
    long timeoutSeconds) {

  public static final String EVENT_TIME = "event-time";
  public static final String SCALING = "scaling";
  public static final String WORKERS = "workers";
  public static final String PACED = "paced";
  public static final String NETWORK = "network";
  public static final String KAFKA = "kafka";

  /** What is measured unless it is left out. */
  public static final List<String> ALL_SETS = List.of(EVENT_TIME, SCALING, WORKERS, PACED, NETWORK);

  public Settings {
    runners = List.copyOf(runners);
    challenger = List.copyOf(challenger);
    run = List.copyOf(run);
    sets = Set.copyOf(sets);
    workers = List.copyOf(workers);
    shares = List.copyOf(shares);
    require(!runners.isEmpty(), "runners", runners, "name at least one");
    require(Set.copyOf(runners).size() == runners.size(), "runners", runners, "differ");
    require(fewerTiles >= 0, "fewerTiles", fewerTiles, "not be negative");
    require(repeats >= 1 && repeats <= 100, "repeats", repeats, "be in [1, 100]");
    require(cut >= 0 && cut <= 0.9, "cut", cut, "be in [0, 0.9]");
    for (String set : sets) {
      require(ALL_SETS.contains(set) || set.equals(KAFKA), "without", sets, "be of " + ALL_SETS);
    }
    require(workers.stream().allMatch(n -> n >= 1 && n <= 64), "workers", workers, "be in [1, 64]");
    require(shares.stream().allMatch(s -> s > 0 && s <= 2), "shares", shares, "be in (0, 2]");
    require(kafkaRate > 0 && kafkaRate <= 10_000, "kafkaRate", kafkaRate, "be in (0, 10000]");
    require(timeoutSeconds >= 1, "timeout", timeoutSeconds, "be positive");
  }

  /** How many tiles a run is handed, the first ones of the print; 0 for all. */
  public int tiles(Condition condition) {
    return switch (condition.set()) {
      case WARM_UP, PACED -> fewerTiles;
      case FULL_SPEED, SCALING, WORKERS, NETWORK, KAFKA -> 0;
    };
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("%s (%s) must %s".formatted(name, value, rule));
    }
  }
}
