package org.meltwatch.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.options.UsageException;

/** Where a run's results go: a directory of their own. */
final class RunDirectory {

  private RunDirectory() {}

  /**
   * Checks what a user says before anything is started.
   *
   * @throws UsageException if the directory cannot be used
   */
  static void check(@Nullable String output) {
    if (output != null) {
      requireEmpty(path(output));
    }
  }

  /**
   * The directory of a run.
   *
   * @param output what the user says; null for a directory named after the run
   * @param run the run's name, any text
   */
  static Path of(@Nullable String output, String run) {
    if (output != null) {
      return path(output).toAbsolutePath();
    }
    String name = run.replaceAll("[^A-Za-z0-9_-]", "_");
    Path dir = Path.of("results", name).toAbsolutePath();
    requireEmpty(dir);
    return dir;
  }

  /** In some locales most characters cannot be part of a file's name. */
  private static Path path(String output) {
    try {
      return Path.of(output);
    } catch (InvalidPathException e) {
      throw new UsageException(
          "--output must be a path that this locale can name: %s; LC_ALL=C.UTF-8 can name all"
              .formatted(e.getMessage().replace('\0', '?')),
          e);
    }
  }

  private static void requireEmpty(Path dir) {
    try {
      Files.createDirectories(dir);
      try (Stream<Path> files = Files.list(dir)) {
        if (files.findAny().isPresent()) {
          throw new UsageException(
              "--output (%s) must be new or empty: it holds an earlier run; choose another"
                      .formatted(dir)
                  + " directory or remove it");
        }
      }
      Files.delete(Files.createTempFile(dir, "probe", null));
    } catch (IOException e) {
      throw new UsageException("--output (%s) must be writable: %s".formatted(dir, e), e);
    }
  }
}
