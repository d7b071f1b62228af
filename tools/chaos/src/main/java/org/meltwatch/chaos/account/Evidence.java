package org.meltwatch.chaos.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.RunRecord;
import org.meltwatch.record.parts.DeadLetterNote;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.run.RunSummary;

/**
 * What a run has left behind.
 *
 * @param rows of each answer's result file the rows of each batch id, one if all is well
 * @param refused batch ids of its dead letters
 * @param strays why those of its dead letters were refused whose batch id nobody could read
 * @param duplicates batch ids of tiles that it dropped because it had them
 * @param summary its run.json, or null if it has written none
 * @param ofPlates the contents of the files of defects, layers and alerts, by name
 */
public record Evidence(
    Map<String, Map<Long, List<String>>> rows,
    Set<Long> refused,
    List<String> strays,
    Set<Long> duplicates,
    @Nullable RunSummary summary,
    Map<String, String> ofPlates) {

  /** Reads a run's record. */
  public static Evidence of(Path results) throws IOException {
    RunRecord record = RunRecord.open(results);
    Map<String, Map<Long, List<String>>> rows = new TreeMap<>();
    for (TileAnswer<?> answer : record.answers().ofTiles()) {
      rows.put(answer.name(), rows(record.resultLines(answer)));
    }
    return new Evidence(
        rows,
        refused(record.deadLetters()),
        strays(record.deadLetters()),
        duplicates(record.events()),
        record.summary(),
        ofPlates(results));
  }

  private static Map<String, String> ofPlates(Path results) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Answer<?> answer : PlateAccount.ANSWERS) {
      Path file = results.resolve(answer.fileName());
      if (Files.exists(file)) {
        contents.put(answer.fileName(), Files.readString(file));
      }
    }
    return contents;
  }

  /** A result file's rows by batch id. */
  static Map<Long, List<String>> rows(List<String> lines) {
    Map<Long, List<String>> rows = new TreeMap<>();
    for (String line : lines) {
      long id = Long.parseLong(line.substring(0, line.indexOf(',')));
      rows.computeIfAbsent(id, absent -> new ArrayList<>()).add(line);
    }
    return rows;
  }

  private static Set<Long> refused(List<DeadLetterNote> letters) {
    Set<Long> refused = new TreeSet<>();
    for (DeadLetterNote letter : letters) {
      if (letter.seqId() != null) {
        refused.add(letter.seqId());
      }
    }
    return refused;
  }

  private static List<String> strays(List<DeadLetterNote> letters) {
    return letters.stream()
        .filter(letter -> letter.seqId() == null)
        .map(DeadLetterNote::reason)
        .toList();
  }

  private static Set<Long> duplicates(List<RunEvent> events) {
    Set<Long> duplicates = new HashSet<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Duplicate duplicate) {
        duplicates.add(duplicate.header().seqId());
      }
    }
    return duplicates;
  }

  /** The batch ids that run.json says were never seen. */
  Set<Long> missing() {
    return summary == null ? Set.of() : ids(summary.counts().missingBatchIds());
  }

  /** The batch ids that run.json says came in and have no answer. */
  Set<Long> unanswered() {
    return summary == null ? Set.of() : ids(summary.counts().unanswered());
  }

  /** True if run.json says that answers of the challenger never arrived. */
  boolean hasLostAnswers() {
    return summary != null && summary.counts().lostAnswers() > 0;
  }

  /** True if run.json says that every lane came to its end, and none was given up before. */
  boolean isWhole() {
    return summary != null
        && summary.givenUp().isEmpty()
        && summary.counts().lanes() > 0
        && summary.counts().lanes() == summary.counts().lanesEnded();
  }

  private static Set<Long> ids(Collection<IdRange> ranges) {
    Set<Long> ids = new TreeSet<>();
    for (IdRange range : ranges) {
      for (long id = range.first(); id <= range.last(); id++) {
        ids.add(id);
      }
    }
    return ids;
  }
}
