package org.meltwatch.measure.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.measure.results.Answer;
import org.meltwatch.measure.results.Json;

/** Reads a run's answers from its part files; of a replayed tile the first answer counts. */
public final class Answers {

  private Answers() {}

  /**
   * The answers to a query, in the order of the tiles' receipt.
   *
   * @param results the run's results directory
   * @param query q1, q2 or q3
   */
  public static List<Answer> read(Path results, String query) throws IOException {
    Map<Long, Answer> first = new HashMap<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(results.resolve("parts"), query + "-*.jsonl")) {
      for (Path file : files) {
        read(file, first);
      }
    }
    return first.values().stream()
        .sorted(Comparator.comparingLong(Answer::receivedUs).thenComparingLong(Answer::seqId))
        .toList();
  }

  private static void read(Path file, Map<Long, Answer> first) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = Json.MAPPER.readTree(line);
        Answer answer =
            new Answer(
                Json.required(row, "seq_id").longValue(),
                Json.required(row, "received_us").longValue(),
                Json.required(row, "done_us").longValue());
        first.merge(answer.seqId(), answer, (a, b) -> a.doneUs() <= b.doneUs() ? a : b);
      }
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
