package org.meltwatch.record.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.meltwatch.record.rows.Row;
import org.meltwatch.record.rows.RowType;

/** One part file, read on from where the last reading ended. A line is read once it has its end. */
final class PartTail<R extends Row> {

  private static final int FIRST_CAPACITY = 1 << 16;

  private final Path path;
  private final RowType<? extends R> kind;

  /** Where the first line that was not read begins. */
  private long offset;

  PartTail(Path path, RowType<? extends R> kind) {
    this.path = path;
    this.kind = kind;
  }

  /**
   * Reads all new whole lines.
   *
   * @param space to read into
   * @return space to read into the next time, for lines as long as there were
   */
  byte[] poll(byte[] space, Consumer<? super R> rows) throws IOException {
    if (Files.size(path) == offset) {
      return space;
    }
    byte[] buffer = space.length == 0 ? new byte[FIRST_CAPACITY] : space;
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(offset);
      int filled = 0;
      for (int n = file.read(buffer);
          n > 0;
          n = file.read(buffer, filled, buffer.length - filled)) {
        filled += n;
        int used = takeLines(buffer, filled, rows);
        offset += used;
        filled -= used;
        System.arraycopy(buffer, used, buffer, 0, filled);
        if (filled == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * filled);
        }
      }
    }
    return buffer;
  }

  /** Returns the length of the whole lines at the start of the buffer. */
  private int takeLines(byte[] buffer, int filled, Consumer<? super R> rows) throws IOException {
    int from = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == '\n') {
        rows.accept(row(buffer, from, i));
        from = i + 1;
      }
    }
    return from;
  }

  private R row(byte[] bytes, int from, int to) throws IOException {
    try {
      return kind.decode(bytes, from, to);
    } catch (JsonProcessingException e) {
      throw noRow(from, e.getOriginalMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw noRow(from, e.getMessage(), e);
    }
  }

  private IOException noRow(int from, String why, Exception cause) {
    return new IOException(
        String.format(
            Locale.ROOT, "part file %s, byte %d: not a row: %s", path, offset + from, why),
        cause);
  }
}
