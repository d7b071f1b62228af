package org.meltwatch.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.record.parts.DeadLetterNote;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.ResultFiles;
import org.meltwatch.record.run.RunSummary;

/**
 * What a run leaves behind in its results directory, while it goes on and afterwards. Reading
 * changes nothing, and disturbs no run.
 *
 * <p>A run that goes on is followed: {@link #count} and {@link #rows} begin at the first row, and
 * know where they were. Of a run that is over, or was cut off at any moment, the other methods read
 * what there is. A line that is not whole yet, or never will be, is not there; rows of a bundle
 * that an engine tried again count once.
 *
 * <pre>{@code
 * RunRecord run = RunRecord.open(dir);
 * PartFollower counting = run.count();
 * RowFollower<Clusters> results = run.rows(ClustersAnswer.TYPE);
 * while (!counting.poll().complete()) {
 *   results.poll().forEach(this::show);
 * }
 * RunSummary summary = run.summary();
 * }</pre>
 */
public final class RunRecord {

  private final Path dir;
  private final Answers answers;

  private RunRecord(Path dir, Answers answers) {
    this.dir = dir;
    this.answers = answers;
  }

  /** The record of a run that answers what every run does; its directory need not exist yet. */
  public static RunRecord open(Path dir) {
    return open(dir, Answers.ALL);
  }

  /** The record of a run that gives these answers. */
  public static RunRecord open(Path dir, Answers answers) {
    return new RunRecord(dir, answers);
  }

  /** What the run answers. */
  public Answers answers() {
    return answers;
  }

  /** Counts tiles and response times from the first one on, whenever it is polled. */
  public PartFollower count() {
    return new PartFollower(dir, answers);
  }

  /** Follows the rows of one kind from the first one on. */
  public <R extends Row> RowFollower<R> rows(RowType<R> kind) {
    return new RowFollower<>(dir, kind);
  }

  /**
   * The rows of all tiles that there are now, in the order of the tiles' receipt. Of a tile that
   * was answered again the first answer counts.
   *
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public <R extends TileRow> List<R> firstAnswers(TileAnswer<R> answer) throws IOException {
    Map<Long, R> first = new HashMap<>();
    new PartFiles<>(dir, List.of(answer))
        .poll(row -> first.merge(row.seqId(), row, RunRecord::earlier));
    return first.values().stream()
        .sorted(Comparator.<R>comparingLong(TileRow::receivedUs).thenComparingLong(TileRow::seqId))
        .toList();
  }

  /**
   * What the result file of an answer that is not about single tiles shows, or would show now: of
   * rows about the same thing the one that counts, in the file's order.
   *
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public <R extends AnswerRow> List<R> answers(Answer<R> answer) throws IOException {
    return PartFiles.merged(dir, answer, answer::latest).stream().filter(answer::isShown).toList();
  }

  /**
   * The events that there are now, each once.
   *
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public List<RunEvent> events() throws IOException {
    return rows(EventRow.TYPE).poll().stream().map(EventRow::event).toList();
  }

  /**
   * What is known of the dead letters that were kept.
   *
   * @throws IOException if one cannot be read; names the file
   */
  public List<DeadLetterNote> deadLetters() throws IOException {
    return DeadLetterNote.all(dir);
  }

  /**
   * What {@code run.json} says; null as long as there is none.
   *
   * @throws IOException if it cannot be read; names the file
   */
  public @Nullable RunSummary summary() throws IOException {
    return RunSummary.read(dir);
  }

  /**
   * The lines of a result file after the first one; none as long as there is no such file.
   *
   * @throws IOException if it cannot be read
   */
  public List<String> resultLines(Answer<?> answer) throws IOException {
    return ResultFiles.lines(dir, answer);
  }

  private static <R extends TileRow> R earlier(R one, R other) {
    return one.doneUs() <= other.doneUs() ? one : other;
  }
}
