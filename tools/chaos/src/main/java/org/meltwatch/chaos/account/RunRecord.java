package org.meltwatch.chaos.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run has left behind.
 *
 * @param rows of each result file (q1, q2, q3) the rows of each batch id, one if all is well
 * @param refused batch ids of its dead letters
 * @param duplicates batch ids of tiles that it dropped because it had them
 * @param summary its run.json, or null if it has written none
 */
public record RunRecord(
    Map<String, Map<Long, List<String>>> rows,
    Set<Long> refused,
    Set<Long> duplicates,
    @Nullable JsonNode summary) {

  static final List<String> FILES = List.of("q1", "q2", "q3");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a results directory. */
  public static RunRecord read(Path results) throws IOException {
    Map<String, Map<Long, List<String>>> rows = new TreeMap<>();
    for (String file : FILES) {
      Path csv = results.resolve(file + ".csv");
      rows.put(file, Files.exists(csv) ? rows(Files.readString(csv)) : Map.of());
    }
    Path summary = results.resolve("run.json");
    return new RunRecord(
        rows,
        refused(results.resolve("dead-letters")),
        duplicates(results.resolve("parts")),
        Files.exists(summary) ? JSON.readTree(summary.toFile()) : null);
  }

  /** A result file's rows by batch id. */
  static Map<Long, List<String>> rows(String csv) {
    Map<Long, List<String>> rows = new TreeMap<>();
    csv.lines()
        .skip(1)
        .forEach(
            row ->
                rows.computeIfAbsent(
                        Long.valueOf(row.substring(0, row.indexOf(','))),
                        absent -> new ArrayList<>())
                    .add(row));
    return rows;
  }

  private static Set<Long> refused(Path letters) throws IOException {
    Set<Long> refused = new TreeSet<>();
    if (Files.isDirectory(letters)) {
      try (DirectoryStream<Path> notes = Files.newDirectoryStream(letters, "*.json")) {
        for (Path note : notes) {
          JsonNode id = JSON.readTree(note.toFile()).path("seq_id");
          if (id.isIntegralNumber()) {
            refused.add(id.longValue());
          }
        }
      }
    }
    return refused;
  }

  private static Set<Long> duplicates(Path parts) throws IOException {
    Set<Long> duplicates = new HashSet<>();
    if (Files.isDirectory(parts)) {
      try (DirectoryStream<Path> events = Files.newDirectoryStream(parts, "events-*.jsonl")) {
        for (Path file : events) {
          for (String line : Files.readAllLines(file)) {
            if (line.contains("\"event\":\"duplicate\"") && line.endsWith("}")) {
              duplicates.add(JSON.readTree(line).path("seq_id").longValue());
            }
          }
        }
      }
    }
    return duplicates;
  }

  /** The batch ids that run.json names under a name of its own or of its counts. */
  Set<Long> named(String name) {
    Set<Long> ids = new TreeSet<>();
    if (summary != null) {
      JsonNode ranges = summary.has(name) ? summary.get(name) : summary.path("counts").path(name);
      for (JsonNode range : ranges) {
        for (long id = range.get("first").longValue(); id <= range.get("last").longValue(); id++) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  /** A number among run.json's counts; 0 if it has none. */
  long count(String name) {
    return summary == null ? 0 : summary.path("counts").path(name).longValue();
  }

  /** True if run.json says that every lane came to its end. */
  boolean isWhole() {
    return count("lanes") > 0 && count("lanes") == count("lanes_ended");
  }
}
