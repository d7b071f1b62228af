package org.meltwatch.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * One part file, {@code DIR/parts/KIND-UNIQUE.jsonl}, and the rows that still wait to be written to
 * it: always whole lines. The file is created with its first rows, and open only while rows are
 * written: nobody has to close it, and other machines see them at once. Not thread-safe.
 */
final class PartFile {

  private static final int FLUSH_BYTES = 1 << 16;

  private final Path path;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean created;
  private boolean abandoned;

  PartFile(Path parts, PartKind kind) {
    this.path = parts.resolve(kind.fileName(UUID.randomUUID().toString()));
  }

  /** Adds a row; writes if many rows wait. */
  void append(PartRow row) throws IOException {
    if (abandoned) {
      throw new IOException(
          "part file %s takes no more rows: writing to it has failed".formatted(path));
    }
    waiting.writeBytes(PartCodec.encode(row));
    waiting.write('\n');
    if (waiting.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  /**
   * Writes what waits.
   *
   * @throws IOException naming file and cause; the file takes no more rows then, for part of a line
   *     may be in it, and writing on would make that look like a whole one
   */
  void flush() throws IOException {
    if (waiting.size() == 0) {
      return;
    }
    try (OutputStream out = open()) {
      waiting.writeTo(out);
    } catch (IOException e) {
      abandoned = true;
      throw new IOException("cannot write part file %s: %s".formatted(path, e), e);
    } finally {
      waiting.reset();
    }
  }

  /** False once writing has failed. */
  boolean takesRows() {
    return !abandoned;
  }

  private OutputStream open() throws IOException {
    if (created) {
      return Files.newOutputStream(path, StandardOpenOption.APPEND);
    }
    Files.createDirectories(path.getParent());
    created = true;
    return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
