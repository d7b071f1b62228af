package org.meltwatch.results;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to part files of its own, {@code DIR/parts/KIND-UNIQUE.jsonl}, one file for each
 * kind of row that it is given. A file is created when its first rows are flushed. Rows are handed
 * to the operating system by {@link #flush}, or when many of them wait.
 *
 * <p>A writer is not thread-safe: each writing DoFn instance has one. After a failed write it takes
 * no more rows of that kind: whoever wrote starts over with a new writer, and repeated rows do no
 * harm.
 */
public final class PartWriter implements Closeable {

  private static final int FLUSH_BYTES = 1 << 16;

  private final Path parts;
  private final Map<PartKind, PartFile> files = new EnumMap<>(PartKind.class);

  /** A writer for the results directory {@code dir}, which need not exist yet. */
  public PartWriter(Path dir) {
    this.parts = PartFiles.directory(dir);
  }

  /**
   * Adds a row.
   *
   * @throws IOException naming file and cause, if rows had to be written and could not be
   */
  public void append(PartRow row) throws IOException {
    files.computeIfAbsent(PartCodec.kindOf(row), this::file).append(row);
  }

  /**
   * Makes all rows visible to those who read the files.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public void flush() throws IOException {
    for (PartFile file : files.values()) {
      file.flush();
    }
  }

  /** Flushes and closes all files. */
  @Override
  public void close() throws IOException {
    @Nullable IOException failure = null;
    for (PartFile file : files.values()) {
      try {
        file.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private PartFile file(PartKind kind) {
    return new PartFile(parts.resolve(kind.fileName(UUID.randomUUID().toString())));
  }

  /** One file, and the rows that still wait to be written to it: always whole lines. */
  private static final class PartFile implements Closeable {

    private final Path path;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private boolean closed;

    PartFile(Path path) {
      this.path = path;
    }

    void append(PartRow row) throws IOException {
      if (closed) {
        throw new IOException("part file %s takes no more rows: it is closed".formatted(path));
      }
      waiting.writeBytes(PartCodec.encode(row));
      waiting.write('\n');
      if (waiting.size() >= FLUSH_BYTES) {
        flush();
      }
    }

    void flush() throws IOException {
      if (waiting.size() == 0) {
        return;
      }
      try {
        if (out == null) {
          out = create();
        }
        waiting.writeTo(out);
        waiting.reset();
      } catch (IOException e) {
        abandon(e);
        throw new IOException("cannot write part file %s: %s".formatted(path, e), e);
      }
    }

    private OutputStream create() throws IOException {
      Files.createDirectories(path.getParent());
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Part of a line may be in the file now; writing on would make it look like a whole one. */
    private void abandon(IOException cause) {
      waiting.reset();
      try {
        close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      flush();
      closed = true;
      if (out != null) {
        out.close();
      }
    }
  }
}
