package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.meltwatch.record.rows.PartKind;
import org.meltwatch.record.rows.PartRow;

/** The part files of a results directory, read on from where the last reading ended. */
public final class PartFiles {

  private final Path parts;
  private final Set<PartKind> kinds;
  private final Map<Path, PartTail> tails = new TreeMap<>();

  public PartFiles(Path dir, Set<PartKind> kinds) {
    this.parts = directory(dir);
    this.kinds = kinds;
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
  public void poll(Consumer<? super PartRow> rows) throws IOException {
    findNew();
    for (PartTail tail : tails.values()) {
      tail.poll(rows);
    }
  }

  private void findNew() throws IOException {
    if (!Files.isDirectory(parts)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(parts)) {
      for (Path file : files) {
        PartKind kind = PartKind.of(file.getFileName().toString());
        if (kind != null && kinds.contains(kind)) {
          tails.computeIfAbsent(file, path -> new PartTail(path, kind));
        }
      }
    }
  }
}
