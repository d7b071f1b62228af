package org.meltwatch.io.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meltwatch.lock.DirectoryLock;
import org.meltwatch.lock.LockedException;
import org.meltwatch.options.UsageException;

/**
 * One run's claim on a spool that lies apart from its results. Object stores cannot create a file
 * exclusively: there every run needs a directory of its own.
 */
final class SpoolLock implements Closeable {

  private final Path directory;
  private final DirectoryLock lock;

  private SpoolLock(Path directory, DirectoryLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Claims a directory.
   *
   * @param spoolDir what the user says; null if nothing
   * @param again whether the run goes on with one that died
   * @return null if there is nothing to be claimed
   * @throws UsageException if it is another run's, or cannot be written to
   */
  static @Nullable SpoolLock of(@Nullable String spoolDir, boolean again) {
    if (spoolDir == null || ChallengerSettings.hasScheme(spoolDir)) {
      return null;
    }
    Path directory = Path.of(spoolDir).toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      return new SpoolLock(
          directory, again ? DirectoryLock.takeOver(directory) : DirectoryLock.claim(directory));
    } catch (LockedException e) {
      throw new UsageException("--spoolDir: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("--spoolDir (%s) must be writable: %s".formatted(spoolDir, e), e);
    }
  }

  /** Lets go of the directory, which is removed if nothing is left in it. */
  @Override
  public void close() throws IOException {
    lock.close();
    try {
      Files.delete(directory);
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // What has no result is there for whoever looks into it.
      return;
    }
  }
}
