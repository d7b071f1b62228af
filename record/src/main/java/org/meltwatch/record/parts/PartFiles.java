package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.meltwatch.record.rows.Answer;
import org.meltwatch.record.rows.AnswerRow;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;

/** Part files of a results directory, read on from where the last reading ended. */
public final class PartFiles<R extends Row> {

  private final Path parts;
  private final List<RowType<? extends R>> kinds;
  private final Map<Path, PartTail<R>> tails = new TreeMap<>();
  private byte[] buffer = new byte[0];

  /**
   * Those with rows of some kinds.
   *
   * @param dir the results directory, which need not exist yet
   */
  public PartFiles(Path dir, List<? extends RowType<? extends R>> kinds) {
    this.parts = directory(dir);
    this.kinds = List.copyOf(kinds);
  }

  /**
   * The rows of an answer that there are now, in its order: of those about the same thing what
   * {@code merge} makes of them.
   *
   * @param dir the results directory
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public static <R extends AnswerRow> Collection<R> merged(
      Path dir, Answer<R> answer, BinaryOperator<R> merge) throws IOException {
    Map<R, R> rows = new TreeMap<>(answer.order());
    new PartFiles<>(dir, List.of(answer)).poll(row -> rows.merge(row, row, merge));
    return rows.values();
  }

  /** Where the part files of a results directory are. */
  public static Path directory(Path dir) {
    return dir.resolve("parts");
  }

  /**
   * Reads all whole lines that are new since the last time, those of new files too.
   *
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public void poll(Consumer<? super R> rows) throws IOException {
    findNew();
    for (PartTail<R> tail : tails.values()) {
      buffer = tail.poll(buffer, rows);
    }
  }

  private void findNew() throws IOException {
    if (!Files.isDirectory(parts)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parts)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        for (RowType<? extends R> kind : kinds) {
          if (kind.isPart(name)) {
            tails.computeIfAbsent(file, path -> new PartTail<>(path, kind));
          }
        }
      }
    }
  }
}
