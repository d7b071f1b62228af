package org.meltwatch.measure.results;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meltwatch.latency.Figures;

/**
 * One run, measured.
 *
 * @param runner the runner's word
 * @param condition what it was measured under
 * @param repeat which repeat it is, from 1; 0 for a warm-up
 * @param cut how many tiles, the first to be received, were left out as warm-up
 * @param queries figures of the others by query, named as its answers are
 * @param challenger what the challenger saw, all tiles included
 * @param cost what the whole run took
 * @param load how busy the machine was with other work
 * @param moments its course
 * @param micros response times of the tiles that were not cut, for Query 3, in microseconds
 * @param answered tiles a second that had their result, once those of the warm-up had theirs
 * @param options Meltwatch's own options, all of them
 */
public record Run(
    String runner,
    Condition condition,
    int repeat,
    int cut,
    Map<String, Figures> queries,
    ChallengerView challenger,
    Cost cost,
    Load load,
    List<Moment> moments,
    List<Long> micros,
    double answered,
    Map<String, String> options) {

  public Run {
    queries = Map.copyOf(queries);
    moments = List.copyOf(moments);
    micros = List.copyOf(micros);
    options = new TreeMap<>(options);
  }

  public Figures q3() {
    return query("q3");
  }

  public Figures query(String name) {
    Figures figures = queries.get(name);
    if (figures == null) {
      throw new IllegalArgumentException(
          "query (%s) must be one of %s".formatted(name, queries.keySet()));
    }
    return figures;
  }
}
