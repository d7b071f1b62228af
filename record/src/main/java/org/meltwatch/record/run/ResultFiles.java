package org.meltwatch.record.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileHeader;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.ranges.Ranges;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.parts.WholeFile;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.EventRow;
import org.meltwatch.record.rows.TileAnswer;
import org.meltwatch.record.rows.TileRow;

/**
 * Assembles {@code q1.csv}, {@code q2.csv}, {@code q3.csv} and the files of further answers from a
 * run's part files: sorted, without replays. Of tiles there is one row each, by batch id, without
 * refused and dropped ones; of two tiles with one key and layer the files show one, under the
 * smaller batch id. So the files depend on the tiles alone, not on the engine, its parallelism or
 * the order of arrival.
 */
public final class ResultFiles {

  private final Path dir;
  private final Answers answers;
  private final FinalIds ids = new FinalIds();
  private final Ranges revised = new Ranges();

  private final Corrections corrections;

  private ResultFiles(Path dir, Answers answers, Corrections corrections) {
    this.dir = dir;
    this.answers = answers;
    this.corrections = corrections;
  }

  /**
   * Writes a file for each kind of answers into the results directory {@code dir}.
   *
   * <p>A tile that is answered twice is answered in the same way, unless a crash lost tiles of its
   * window in between: then the last answer counts, which is also the one that the challenger has.
   *
   * <p>Of two tiles under one batch id, which only lanes of two processes can hand on, the files
   * show the one that was received first.
   *
   * @param corrections is told where the files differ from the rows
   * @return the batch ids whose answers differed
   * @throws IOException if a part file cannot be read or a result file not be written
   */
  public static List<IdRange> assemble(Path dir, Answers answers, Corrections corrections)
      throws IOException {
    ResultFiles files = new ResultFiles(dir, answers, corrections);
    files.assemble();
    return files.revised.list();
  }

  /**
   * The lines of a result file after the first one; none if the file is not there.
   *
   * @param dir the results directory
   */
  public static List<String> lines(Path dir, Answer<?> answer) throws IOException {
    Path file = dir.resolve(answer.fileName());
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).toList();
    }
  }

  private void assemble() throws IOException {
    new PartFiles<>(dir, List.of(EventRow.TYPE)).poll(row -> ids.add(row.event()));
    assembleResults(answers.result());
  }

  /** The two answers that say which tiles there are come first. */
  private <R extends TileRow> void assembleResults(TileAnswer<R> result) throws IOException {
    Collection<R> results = readTiles(result);
    results.forEach(row -> ids.addResult(row.header()));
    assembleArrivals(answers.arrival());
    writeTiles(result, results);
    for (Answer<?> answer : answers.list()) {
      if (answer == result || answer == answers.arrival()) {
        continue;
      }
      if (answer instanceof TileAnswer<?> ofTiles) {
        assembleTiles(ofTiles);
      } else {
        assemble(answer);
      }
    }
  }

  private <R extends TileRow> void assembleArrivals(TileAnswer<R> arrival) throws IOException {
    Collection<R> tiles = readTiles(arrival);
    tiles.forEach(row -> ids.addTile(row.header()));
    writeTiles(arrival, tiles);
  }

  private <R extends TileRow> void assembleTiles(TileAnswer<R> answer) throws IOException {
    writeTiles(answer, readTiles(answer));
  }

  private <R extends AnswerRow> void assemble(Answer<R> answer) throws IOException {
    write(
        answer,
        PartFiles.merged(dir, answer, answer::latest).stream()
            .filter(answer::isShown)
            .map(answer::line)
            .toList());
  }

  private <R extends TileRow> Collection<R> readTiles(TileAnswer<R> answer) throws IOException {
    return PartFiles.merged(dir, answer, this::lastOfTile);
  }

  private <R extends TileRow> R lastOfTile(R one, R other) {
    if (!one.isAboutTheSameAs(other)) {
      // Lanes of two processes can hand on two tiles under one id: the first one has it.
      revised.add(one.seqId());
      return one.receivedUs() <= other.receivedUs() ? one : other;
    }
    if (one.said().equals(other.said())) {
      return one;
    }
    revised.add(one.seqId());
    return one.doneUs() > other.doneUs() ? one : other;
  }

  private <R extends TileRow> void writeTiles(TileAnswer<R> answer, Collection<R> rows)
      throws IOException {
    Map<Long, R> shown = new TreeMap<>();
    add(shown, rows, ids::of);
    add(shown, rows, ids::inPlaceOf);
    List<String> lines = new ArrayList<>(shown.size());
    shown.forEach((id, row) -> lines.add(answer.line(id, row)));
    write(answer, lines);
    tell(answer, rows, shown);
  }

  private static <R extends TileRow> void add(
      Map<Long, R> shown, Collection<R> rows, Function<TileHeader, @Nullable Long> ids) {
    for (R row : rows) {
      Long id = ids.apply(row.header());
      if (id != null) {
        shown.putIfAbsent(id, row);
      }
    }
  }

  private <R extends TileRow> void tell(
      TileAnswer<R> answer, Collection<R> rows, Map<Long, R> shown) {
    for (R row : rows) {
      if (!shown.containsKey(row.seqId())) {
        corrections.gone(answer, row.seqId());
      }
    }
    shown.forEach(
        (id, row) -> {
          if (id != row.seqId() || revised.contains(id)) {
            corrections.stands(answer, id, row);
          }
        });
  }

  private void write(Answer<?> answer, Collection<String> lines) throws IOException {
    WholeFile.write(
        dir.resolve(answer.fileName()),
        out -> {
          out.write(answer.head().getBytes(UTF_8));
          for (String line : lines) {
            out.write(line.getBytes(UTF_8));
          }
        });
  }
}
