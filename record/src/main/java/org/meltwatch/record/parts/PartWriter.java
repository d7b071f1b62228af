package org.meltwatch.record.parts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;

/**
 * Appends rows to part files, {@code DIR/parts/KIND-UNIQUE.jsonl}. Rows are handed to the operating
 * system by {@link #flush}, or when many of them wait; from its first row of a kind to the next
 * flush a writer has a file of that kind to itself, and after it other writers of this process go
 * on with that file.
 *
 * <p>A writer is not thread-safe: each writing DoFn instance has one. After a failed write whoever
 * wrote starts over, with another file; repeated rows do no harm.
 */
public final class PartWriter implements Closeable {

  private final Path parts;
  private final Map<RowType<?>, PartFile> files = new HashMap<>();

  /** A writer for the results directory {@code dir}, which need not exist yet. */
  public PartWriter(Path dir) {
    this.parts = PartFiles.directory(dir);
  }

  /**
   * Adds a row.
   *
   * @throws IOException naming file and cause, if rows had to be written and could not be
   */
  public void append(Row row) throws IOException {
    files.computeIfAbsent(row.type(), kind -> pool(kind).take()).append(line(row));
  }

  /**
   * Makes all rows visible to those who read the files.
   *
   * @throws IOException naming file and cause, if that failed for one of the files
   */
  public void flush() throws IOException {
    if (files.isEmpty()) {
      return;
    }
    @Nullable IOException failure = null;
    for (Map.Entry<RowType<?>, PartFile> file : files.entrySet()) {
      try {
        file.getValue().flush();
        pool(file.getKey()).giveBack(file.getValue());
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    files.clear();
    RowBell.ofParts(parts).ring();
    if (failure != null) {
      throw failure;
    }
  }

  private PartFilePool pool(RowType<?> kind) {
    return PartFilePool.of(parts, kind.partPrefix(), RowType.PART_SUFFIX);
  }

  static byte[] line(Row row) throws IOException {
    byte[] json = RowType.encode(row);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /** Flushes. A writer that is used again after that goes on. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
