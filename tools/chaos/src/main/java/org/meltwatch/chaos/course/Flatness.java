package org.meltwatch.chaos.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Whether what a run holds stays as it is: its median over the last quarter of the run may be at
 * most a fifth above that over the second quarter, or a small amount that is noise.
 */
final class Flatness {

  private static final double ALLOWED = 1.2;
  private static final int LEAST = 8;

  private Flatness() {}

  /** A course that is to be flat. */
  record Figure(String name, String unit, double noise, ToDoubleFunction<Sample> of) {}

  static final List<Figure> FIGURES =
      List.of(
          new Figure("memory", "MiB", 100, Sample::residentMib),
          new Figure("threads", "threads", 10, Sample::threads),
          new Figure("open files", "files", 20, Sample::openFiles),
          new Figure("spool", "files", 200, Sample::spoolFiles));

  /**
   * What of a course grows, in words.
   *
   * @param slowest p99 of the response time in seconds, by minute
   */
  static List<String> problems(List<Sample> samples, Map<Double, Double> slowest) {
    List<String> problems = new ArrayList<>();
    for (Figure figure : FIGURES) {
      List<Double> values = samples.stream().map(figure.of()::applyAsDouble).toList();
      add(problems, figure.name(), figure.unit(), values, figure.noise());
    }
    add(problems, "p99 of the response time", "s", List.copyOf(slowest.values()), 2);
    return problems;
  }

  private static void add(
      List<String> problems, String name, String unit, List<Double> values, double noise) {
    if (values.size() < LEAST) {
      problems.add(
          String.format(Locale.ROOT, "%s: %d looks are too few to tell", name, values.size()));
      return;
    }
    int quarter = values.size() / 4;
    double before = median(values.subList(quarter, 2 * quarter));
    double after = median(values.subList(values.size() - quarter, values.size()));
    if (after > before * ALLOWED && after - before > noise) {
      problems.add(
          String.format(Locale.ROOT, "%s grows: %.1f %s, then %.1f", name, before, unit, after));
    }
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
