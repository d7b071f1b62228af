package org.meltwatch.pipeline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.lock.DirectoryLock;
import org.meltwatch.lock.LockedException;
import org.meltwatch.options.UsageException;

/**
 * Where a run's results go: a directory of its own, which no other run takes as long as it lives.
 */
final class RunDirectory implements Closeable {

  private final Path path;
  private final DirectoryLock lock;

  private RunDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the directory that a user names, before anything is started.
   *
   * @param output what the user says; null if nothing
   * @return null if the directory is to be named after the run
   * @throws UsageException if the directory cannot be used
   */
  static @Nullable RunDirectory named(@Nullable String output) {
    return output == null ? null : claim(path(output).toAbsolutePath());
  }

  /**
   * Takes the directory that is named after a run.
   *
   * @param run the run's name, any text
   * @throws UsageException if the directory cannot be used
   */
  static RunDirectory of(String run) {
    String name = run.replaceAll("[^A-Za-z0-9_-]", "_");
    return claim(Path.of("results", name).toAbsolutePath());
  }

  /**
   * Takes the directory of a run that died.
   *
   * @throws UsageException if that run still lives, or the directory cannot be used
   */
  static RunDirectory again(Path dir) {
    try {
      return new RunDirectory(dir, DirectoryLock.takeOver(dir));
    } catch (LockedException e) {
      throw new UsageException("--resume: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("--resume (%s) must be writable: %s".formatted(dir, e), e);
    }
  }

  /** The directory. */
  Path path() {
    return path;
  }

  @Override
  public void close() {
    lock.close();
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

  private static RunDirectory claim(Path dir) {
    try {
      Files.createDirectories(dir);
      DirectoryLock lock = DirectoryLock.claim(dir);
      boolean empty = false;
      try (Stream<Path> files = Files.list(dir)) {
        empty = files.allMatch(DirectoryLock.file(dir)::equals);
      } finally {
        if (!empty) {
          lock.close();
        }
      }
      if (!empty) {
        throw new UsageException(
            "--output (%s) must be new or empty: it holds an earlier run; choose another"
                    .formatted(dir)
                + " directory or remove it");
      }
      return new RunDirectory(dir, lock);
    } catch (LockedException e) {
      throw new UsageException("--output: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("--output (%s) must be writable: %s".formatted(dir, e), e);
    }
  }
}
