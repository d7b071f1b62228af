package org.meltwatch.chaos;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The outcomes as a table for people, {@code chaos.md}, and for programs, {@code chaos.json}. */
final class OutcomeTable {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private OutcomeTable() {}

  /** Writes both files, in place of those that were there. */
  static void write(Path directory, List<Outcome> outcomes) throws IOException {
    Files.writeString(directory.resolve("chaos.md"), markdown(outcomes));
    Files.write(
        directory.resolve("chaos.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(outcomes));
  }

  static String markdown(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| case | seed | what went wrong | faults injected | tiles | survived | shared | refused"
            + " | lost, named | vanished | doubled | exit code | s | verdict |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    outcomes.forEach(outcome -> text.append(row(outcome)));
    for (Outcome outcome : outcomes) {
      if (!outcome.problems().isEmpty()) {
        text.append("\n%s (%s)%n".formatted(outcome.name(), outcome.result()));
        outcome.problems().forEach(problem -> text.append("- ").append(problem).append('\n'));
      }
    }
    return text.toString();
  }

  private static String row(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %.0f | %s |%n",
        outcome.name(),
        outcome.seed(),
        outcome.disturbed(),
        injected(outcome.injected()),
        outcome.handedOut(),
        outcome.survived(),
        outcome.duplicates(),
        outcome.refused(),
        outcome.lost(),
        outcome.vanished(),
        outcome.doubled(),
        outcome.exitCode(),
        outcome.seconds(),
        outcome.result());
  }

  private static String injected(Map<String, Integer> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }
}
