package org.meltwatch.record.parts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Appends entries, which are bytes of any kind, to files that grow, as {@link PartWriter} does with
 * rows: from its first entry to the next flush a writer has a file to itself, and after it other
 * writers of this process go on with it. Not thread-safe.
 */
public final class EntryWriter implements Closeable {

  private final Path directory;
  private final String prefix;
  private final String suffix;
  private @Nullable PartFile file;

  /**
   * A writer of files in a directory, which need not exist yet.
   *
   * @param prefix what their names begin with
   * @param suffix what their names end with
   */
  public EntryWriter(Path directory, String prefix, String suffix) {
    this.directory = directory;
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /**
   * Adds an entry.
   *
   * @throws IOException naming file and cause, if entries had to be written and could not be
   */
  public void append(byte[] entry) throws IOException {
    PartFile to = file;
    if (to == null) {
      to = pool().take();
      file = to;
    }
    to.append(entry);
  }

  /**
   * Makes all entries visible to those who read the files; waits if the disk is full for a moment.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public void flush() throws IOException {
    PartFile to = file;
    file = null;
    if (to != null) {
      to.flush();
      pool().giveBack(to);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private PartFilePool pool() {
    return PartFilePool.of(directory, prefix, suffix);
  }
}
