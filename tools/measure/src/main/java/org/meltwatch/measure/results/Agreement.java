package org.meltwatch.measure.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Says of two measurements of the same thing which figures agree within their errors. */
public final class Agreement {

  private static final Map<String, ToDoubleFunction<Run>> FIGURES =
      new TreeMap<>(
          Map.of(
              "Q3 R [s]", run -> run.q3().mean(),
              "Q3 p99 [s]", run -> run.q3().p99(),
              "Q3 X [tiles/s]", run -> run.q3().throughput(),
              "CPU [ms/tile]", run -> run.cost().cpuMillisPerTile(),
              "start-up [s]", run -> run.cost().startUp()));

  private Agreement() {}

  /** A line for each figure that both have, at full speed. */
  public static List<String> of(Results earlier, Results later) {
    List<String> lines = new ArrayList<>();
    for (Engine engine : later.engines()) {
      for (String ordering : List.of(Condition.BUFFER, Condition.EVENT_TIME)) {
        List<Run> before = earlier.fullSpeed(engine.runner(), ordering);
        List<Run> after = later.fullSpeed(engine.runner(), ordering);
        if (!before.isEmpty() && !after.isEmpty()) {
          FIGURES.forEach(
              (name, figure) ->
                  lines.add(
                      "%s %s, %s: %s"
                          .formatted(
                              engine.runner(),
                              ordering,
                              name,
                              verdict(Estimate.of(before, figure), Estimate.of(after, figure)))));
        }
      }
    }
    return lines;
  }

  private static String verdict(Estimate before, Estimate after) {
    return "%s, now %s: %s"
        .formatted(
            Numbers.seconds(before),
            Numbers.seconds(after),
            after.agreesWith(before) ? "agrees" : "DIFFERS");
  }
}
