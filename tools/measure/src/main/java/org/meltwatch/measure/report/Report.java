package org.meltwatch.measure.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Load;
import org.meltwatch.measure.results.Numbers;
import org.meltwatch.measure.results.Results;

/** What a report says, in order; how it looks is up to others. */
public final class Report {

  private Report() {}

  /** All sections of the report. */
  static List<Section> of(Results results) throws IOException {
    List<Section> sections = new ArrayList<>();
    sections.add(verdict(results));
    sections.addAll(new PaperTables(results).sections());
    sections.addAll(new CourseTables(results).sections());
    sections.addAll(new LoadTables(results).sections());
    sections.addAll(new KafkaTables(results).sections());
    sections.add(Setting.section(results));
    return sections;
  }

  /** What is fit for the documentation: the tables of the paper and what decides them. */
  public static List<Section> forDocs(Results results) throws IOException {
    List<Section> sections = new ArrayList<>();
    sections.add(verdict(results));
    sections.addAll(new PaperTables(results).sections());
    sections.add(new CourseTables(results).cost());
    sections.addAll(new KafkaTables(results).sections());
    sections.add(Setting.forDocs(results));
    return sections;
  }

  /** True if the machine was busy with other work during some run. */
  static boolean isBusy(Results results) {
    return results.busyRuns() > 0;
  }

  private static Section verdict(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s on %s, commit %s. %s cores (%s), %s MiB of memory, %s, %s."
            .formatted(
                engines(results),
                results.machine().date(),
                results.machine().commit(),
                results.machine().cores(),
                results.machine().processor(),
                Numbers.mebibytes((double) results.machine().memoryBytes()),
                results.machine().system(),
                results.machine().java()));
    lines.add(sameResults(results));
    results.problems().forEach(problem -> lines.add("FAILED: " + problem));
    if (isBusy(results)) {
      lines.add(busy(results));
    }
    lines.add(notes(results));
    return new Section("Measurement of " + results.machine().date(), lines, List.of(), List.of());
  }

  private static String engines(Results results) {
    return results.engines().stream().map(Engine::engine).collect(Collectors.joining("; "));
  }

  private static String sameResults(Results results) {
    if (results.differences().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "The result files q1.csv, q2.csv and q3.csv of all %d runs are identical to the byte.",
          results.comparedRuns());
    }
    return "FAILED, RESULT FILES DIFFER: " + String.join("; ", results.differences());
  }

  private static String busy(Results results) {
    return String.format(
        Locale.ROOT,
        "BUSY MACHINE: during %d of %d runs other work took more than %.0f %% of the cores. These"
            + " figures test the measurement, not the engines; measure again on a quiet machine.",
        results.busyRuns(),
        results.measured().count(),
        Load.BUSY * 100);
  }

  private static String notes(Results results) {
    return ("What these numbers are not: they are no verdict on the engines, but on one pipeline, one"
            + " synthetic print (%s), one machine that also serves the tiles, and the settings below."
            + " Each engine runs in one process where no number of workers is given; workers of a"
            + " standalone cluster share this machine, so more of them are no more power. Runs at full speed are handed tiles as fast as they ask,"
            + " so their response times are mostly waiting; the paced runs are nearer to a printer's"
            + " pace. The Direct runner is made for tests. Figures with ± are medians of the repeats"
            + " with half a 95 %% confidence interval (Student); those without are single runs and"
            + " tell nothing about their error. The paper's figures come from another, unknown"
            + " machine and from containers with a network between them: context, not a competitor.")
        .formatted(String.join(" ", results.challenger()));
  }
}
