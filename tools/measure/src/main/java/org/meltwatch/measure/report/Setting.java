package org.meltwatch.measure.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.meltwatch.measure.results.Engine;
import org.meltwatch.measure.results.Numbers;
import org.meltwatch.measure.results.Results;

/** Everything that decides a comparison. */
final class Setting {

  private Setting() {}

  static Section section(Results results) {
    return new Section(
        "What decides the comparison",
        List.of(
            "Command: make bench with %s. Challenger: %s, one process of its own for all runs, on the same machine."
                .formatted(
                    String.join(" ", results.command()), String.join(" ", results.challenger())),
            "First a warm-up run of every engine that does not count, then the repeats in"
                + " alternation, then clusters, paced runs and runs with a network. Warm-ups and"
                + " paced runs have the first part of the layers alone (--part, a half unless the"
                + " command says otherwise)."),
        List.of(),
        List.of(engines(results), options(results), loads(results)));
  }

  /** The same without the load of every run. */
  static Section forDocs(Results results) {
    Section all = section(results);
    return new Section(
        all.title(), all.paragraphs(), List.of(), List.of(engines(results), options(results)));
  }

  private static Table engines(Results results) {
    Table.Builder table =
        new Table.Builder(
            "Engines, their settings and JVM flags", "engine", "version", "settings", "JVM");
    for (Engine engine : results.engines()) {
      table.row(
          engine.runner(),
          engine.engine(),
          String.join(" ", engine.defaults()),
          String.join(" ", engine.jvmFlags()));
    }
    return table.build();
  }

  /** Those of each engine's first run; its other runs have the same but for the ordering. */
  private static Table options(Results results) {
    Map<String, Map<String, String>> options = new LinkedHashMap<>();
    results.measured().forEach(run -> options.putIfAbsent(run.runner(), run.options()));
    Table.Builder table =
        new Table.Builder(
            "Meltwatch's own options",
            Stream.concat(Stream.of("option"), options.keySet().stream()).toArray(String[]::new));
    options.values().stream()
        .flatMap(values -> values.keySet().stream())
        .distinct()
        .sorted()
        .forEach(
            name ->
                table.row(
                    Stream.concat(
                            Stream.of("--" + name),
                            options.values().stream().map(values -> values.getOrDefault(name, "")))
                        .toArray(String[]::new)));
    return table.build();
  }

  private static Table loads(Results results) {
    Table.Builder table =
        new Table.Builder(
            "Load of the machine by other work during each run, in the order of the runs",
            "run",
            "load average before",
            "others' cores",
            "");
    results
        .measured()
        .forEach(
            run ->
                table.row(
                    String.format(
                        Locale.ROOT,
                        "%s %s %d",
                        run.runner(),
                        run.condition().label(),
                        run.repeat()),
                    Numbers.fixed(run.load().average(), 2),
                    run.load().othersCores() < 0
                        ? "not known"
                        : Numbers.fixed(run.load().othersCores(), 2),
                    run.load().isBusy(results.machine().cores()) ? "busy" : ""));
    return table.build();
  }
}
