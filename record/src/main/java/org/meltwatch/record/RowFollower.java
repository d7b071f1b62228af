package org.meltwatch.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meltwatch.record.parts.PartFiles;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;
import org.meltwatch.record.rows.TileRow;

/**
 * Follows the rows of one kind while a run goes on. Of each tile the first row is told; of what is
 * not about one tile each different row, such as an event. Not thread-safe.
 */
public final class RowFollower<R extends Row> {

  private final PartFiles<R> files;
  private final Set<Object> told = new HashSet<>();

  RowFollower(Path dir, RowType<R> kind) {
    this.files = new PartFiles<>(dir, List.of(kind));
  }

  /**
   * The rows that are new since the last time, in no certain order.
   *
   * @throws IOException if a file cannot be read, or holds a line that is no row; names the file
   */
  public List<R> poll() throws IOException {
    List<R> rows = new ArrayList<>();
    files.poll(
        row -> {
          if (told.add(row instanceof TileRow tile ? tile.seqId() : row)) {
            rows.add(row);
          }
        });
    return rows;
  }
}
