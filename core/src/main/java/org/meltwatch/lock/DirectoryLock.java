package org.meltwatch.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run's claim on a directory: a file in it that is created exclusively and names its holder. It
 * is removed when the claim is closed, and when this process is shut down.
 *
 * <p>A process that is killed outright leaves the file behind. As long as it lives, the operating
 * system holds a lock on the file for it, and none after it: so of two runs that find such a file
 * one alone can take it over.
 */
public final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "lock";

  private final Path file;
  private final FileChannel channel;
  private final Thread hook = new Thread(this::release, "meltwatch-unlock");
  private boolean held = true;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The file in a directory that is locked. */
  public static Path file(Path directory) {
    return directory.resolve(FILE);
  }

  /**
   * Who holds a directory, or held it when it died; none if it is free, or its holder is just
   * starting. Only for processes that hold no claim on it: to close a file that was read drops the
   * system's locks on it.
   *
   * @throws IOException if the file cannot be read
   */
  public static Optional<Holder> holder(Path directory) throws IOException {
    try {
      return Holder.parse(Files.readString(file(directory), UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Claims a directory, which must exist.
   *
   * @throws LockedException if it is another run's, or was when that run died
   * @throws IOException if no file can be created there
   */
  public static DirectoryLock claim(Path directory) throws IOException {
    Path file = file(directory);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return locked(file, channel, "which is just starting");
    } catch (FileAlreadyExistsException e) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        throw LockedException.stale(file, requireStale(file, channel));
      } catch (NoSuchFileException gone) {
        // Its holder has just ended.
        return claim(directory);
      }
    }
  }

  /**
   * Claims a directory that a run which died may have left locked.
   *
   * @throws LockedException if that run still lives, or may live elsewhere
   */
  public static DirectoryLock takeOver(Path directory) throws IOException {
    Path file = file(directory);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return claim(directory);
    }
    boolean taken = false;
    try {
      String holder = requireStale(file, channel);
      DirectoryLock lock = locked(file, channel, holder);
      taken = true;
      if (lock.isInPlace()) {
        return lock;
      }
      lock.close();
      throw LockedException.inUse(file, "which has just ended");
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** Says whom a file was left by; throws if that one may live. */
  private static String requireStale(Path file, FileChannel channel) throws IOException {
    Optional<Holder> holder = Holder.parse(Files.readString(file, UTF_8));
    String who = holder.map(Holder::toString).orElse("which is just starting");
    try (FileLock lock = tryLock(channel)) {
      if (lock == null || holder.map(Holder::isAlive).orElse(false)) {
        throw LockedException.inUse(file, who);
      }
    }
    if (holder.isPresent() && !holder.get().isOfThisHost()) {
      throw LockedException.elsewhere(file, holder.get());
    }
    return holder.map(Holder::toString).orElse("while it was starting");
  }

  private static DirectoryLock locked(Path file, FileChannel channel, String holder)
      throws IOException {
    @Nullable FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw LockedException.inUse(file, holder);
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(Holder.self().line().getBytes(UTF_8)), 0);
    return new DirectoryLock(file, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another run in this process.
      return null;
    }
  }

  /** False if the file that is locked was removed by whoever held it before. */
  private boolean isInPlace() {
    try {
      return Files.readString(file, UTF_8).equals(Holder.self().line());
    } catch (IOException e) {
      return false;
    }
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running: it finds that nothing is held any more.
      return;
    }
  }

  private synchronized void release() {
    if (!held) {
      return;
    }
    held = false;
    try (channel) {
      if (isInPlace()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.printf("meltwatch: %s is left behind: %s%n", file, e);
    }
  }

  @Override
  public String toString() {
    return "lock " + file;
  }
}
