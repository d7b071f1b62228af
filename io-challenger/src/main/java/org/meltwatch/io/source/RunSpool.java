package org.meltwatch.io.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.Needed;
import org.meltwatch.source.Settlement;

/** A run's spool from its beginning to its end; does nothing for a run that has none. */
public final class RunSpool {

  private final @Nullable String directory;
  private final @Nullable SpoolRetention retention;

  private RunSpool(@Nullable String directory, @Nullable SpoolRetention retention) {
    this.directory = directory;
    this.retention = retention;
  }

  /**
   * The spool of a run.
   *
   * @param spool its name; null for a run that has none
   * @param needed which messages are handed on again of a run that died; null for a new run
   * @throws UsageException if there is an earlier run's in its place
   */
  public static RunSpool of(
      @Nullable String spool,
      int lanes,
      SpoolRetention.Rules rules,
      Settlement settlement,
      @Nullable Needed needed)
      throws IOException {
    if (spool == null) {
      return new RunSpool(null, null);
    }
    if (!SpoolDirectory.isUsable(spool)) {
      throw new UsageException(
          "spool directory (%s) must not hold any of * ? [ ] { } \\: name another by --spoolDir"
              .formatted(spool));
    }
    for (int lane = 0; needed == null && lane < lanes; lane++) {
      if (!SpoolDirectory.lane(spool, lane, lanes).list().isEmpty()) {
        throw new UsageException(
            "--spoolDir (%s) must be new or empty: it holds an earlier run's messages"
                .formatted(spool));
      }
    }
    SpoolRetention retention = SpoolRetention.of(spool, lanes, rules, settlement);
    if (needed != null) {
      retention.reopen(needed);
    }
    return new RunSpool(spool, retention);
  }

  /** Its name; null if there is none. */
  public @Nullable String directory() {
    return directory;
  }

  /** Removes what nobody needs any more. */
  public void step() throws IOException {
    if (retention != null) {
      retention.step();
    }
  }

  /** Removes what has an outcome, and the directories that are empty then. */
  public void finish() throws IOException {
    if (retention == null || directory == null) {
      return;
    }
    retention.finish();
    SpoolDirectory.forget(directory);
    Path onDisk = Path.of(SpoolDirectory.onDisk(directory));
    if (Files.isDirectory(onDisk)) {
      removeEmpty(onDisk);
    }
  }

  /**
   * After a run that failed, leaves what has no outcome in files. A spool on a disk is left as it
   * is.
   */
  void rescue() throws IOException {
    if (directory != null && SpoolDirectory.isInMemory(directory)) {
      finish();
    }
  }

  /** True if a lane was read on in another process. */
  boolean restarted() {
    return retention != null && retention.restarted();
  }

  private static void removeEmpty(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(directory)) {
      deepestFirst = paths.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      boolean empty;
      try (Stream<Path> files = Files.list(path)) {
        empty = files.findAny().isEmpty();
      }
      if (empty) {
        Files.delete(path);
      }
    }
  }
}
