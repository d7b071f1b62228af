package org.meltwatch.record.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One part file, such as {@code DIR/parts/KIND-UNIQUE.jsonl}, and the rows that still wait to be
 * written to it: always whole lines. The file is created with its first rows, and open only while
 * rows are written: nobody has to close it, and other machines see them at once. Not thread-safe.
 */
final class PartFile {

  private static final int FLUSH_BYTES = 1 << 16;

  private final Path path;
  private final PatientWriting disk;
  private final AtomicBoolean over;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  /** How many bytes are in the file for certain; more may be, of a write that failed. */
  private long written;

  private boolean abandoned;

  /**
   * A new one.
   *
   * @param over whether the run is over, so that nothing may be written any more
   */
  PartFile(Path path, PatientWriting disk, AtomicBoolean over) {
    this.path = path;
    this.disk = disk;
    this.over = over;
  }

  /** Adds a whole row as it is to be in the file; writes if many rows wait. */
  void append(byte[] row) throws IOException {
    if (abandoned) {
      throw new IOException(
          "part file %s takes no more rows: writing to it has failed".formatted(path));
    }
    waiting.writeBytes(row);
    if (waiting.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  /**
   * Writes what waits; waits itself if the disk is full for a moment.
   *
   * @throws IOException naming file and cause; the file takes no more rows then, for part of a line
   *     may be in it, and writing on would make that look like a whole one
   */
  void flush() throws IOException {
    if (waiting.size() == 0) {
      return;
    }
    byte[] rows = waiting.toByteArray();
    try {
      disk.write(path, () -> write(rows));
      written += rows.length;
    } catch (IOException e) {
      abandoned = true;
      throw new IOException("cannot write part file %s: %s".formatted(path, e), e);
    } finally {
      waiting.reset();
    }
  }

  /** False once writing has failed, or the run is over. */
  boolean takesRows() {
    return !abandoned && !over.get();
  }

  /** Over what an earlier attempt may have written of them: whoever reads sees nothing change. */
  private void write(byte[] rows) throws IOException {
    if (over.get()) {
      throw new InterruptedIOException("the run is over");
    }
    try (FileChannel out = open()) {
      ByteBuffer left = ByteBuffer.wrap(rows);
      while (left.hasRemaining()) {
        out.write(left, written + left.position());
      }
    }
  }

  private FileChannel open() throws IOException {
    if (written > 0) {
      return FileChannel.open(path, StandardOpenOption.WRITE);
    }
    Files.createDirectories(path.getParent());
    return FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }
}
