package org.meltwatch.measure.results;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.meltwatch.record.rows.TileRow;

/**
 * A short part of a run.
 *
 * @param second its middle, in seconds since the run's first tile was received
 * @param rate answers a second in it
 * @param mean mean response time of these answers, in seconds; 0 if there are none
 */
public record Moment(double second, double rate, double mean) {

  /** How long a moment is, in seconds. */
  static final double LENGTH = 0.5;

  private static final double MICROS = 1e6;

  /** A run's moments in order, those without an answer too; the last is cut short by the end. */
  public static List<Moment> of(List<? extends TileRow> answers) {
    TreeMap<Long, List<TileRow>> byMoment = new TreeMap<>();
    long start = answers.stream().mapToLong(TileRow::receivedUs).min().orElse(0);
    for (TileRow answer : answers) {
      long number = (long) Math.floor((answer.doneUs() - start) / (LENGTH * MICROS));
      byMoment.computeIfAbsent(number, key -> new ArrayList<>()).add(answer);
    }
    List<Moment> moments = new ArrayList<>();
    for (long number = 0; !byMoment.isEmpty() && number <= byMoment.lastKey(); number++) {
      moments.add(of(number, byMoment.getOrDefault(number, List.of())));
    }
    return moments;
  }

  private static Moment of(long number, List<? extends TileRow> answers) {
    double mean = answers.stream().mapToLong(TileRow::latencyUs).average().orElse(0);
    return new Moment((number + 0.5) * LENGTH, answers.size() / LENGTH, mean / MICROS);
  }
}
