package org.meltwatch.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

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
  private static final int MAX_BYTES = 1024;
  private static final int LOCK_ATTEMPTS = 50;
  private static final Duration LOCK_PAUSE = Duration.ofMillis(10);

  /**
   * What this process holds. The system knows locks between processes only, and drops all of a
   * process's locks on a file when it closes any of its channels to it.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;
  private final Thread hook = new Thread(this::release, "meltwatch-unlock");
  private boolean held = true;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    HELD.add(file.toAbsolutePath().normalize());
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
    synchronized (HELD) {
      requireNotOurs(file);
      try {
        return take(file, FileChannel.open(file, CREATE_NEW, READ, WRITE), fileKey(file));
      } catch (FileAlreadyExistsException e) {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
          throw LockedException.stale(file, requireStale(file, channel));
        } catch (NoSuchFileException gone) {
          // Its holder has just ended.
          return claim(directory);
        }
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
    synchronized (HELD) {
      requireNotOurs(file);
      try {
        Object key = fileKey(file);
        return take(file, FileChannel.open(file, READ, WRITE), key);
      } catch (NoSuchFileException e) {
        return claim(directory);
      }
    }
  }

  private static void requireNotOurs(Path file) throws LockedException {
    if (HELD.contains(file.toAbsolutePath().normalize())) {
      throw LockedException.inUse(file, Holder.self().toString());
    }
  }

  /** Takes a file that was just opened, and closes it if it cannot be had. */
  private static DirectoryLock take(Path file, FileChannel channel, Object key) throws IOException {
    boolean taken = false;
    try {
      requireStale(file, channel);
      if (!key.equals(fileKey(file))) {
        throw LockedException.inUse(file, "which has just ended");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(Holder.self().line().getBytes(UTF_8)), 0);
      taken = true;
      return new DirectoryLock(file, channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /**
   * Locks a file that nobody holds, and says whom it was left by; throws if that one may live. The
   * lock goes with the channel.
   */
  private static String requireStale(Path file, FileChannel channel) throws IOException {
    Optional<Holder> holder = Holder.parse(content(channel));
    if (holder.isPresent() && !holder.get().isOfThisHost()) {
      throw LockedException.elsewhere(file, holder.get());
    }
    if (holder.map(Holder::isAlive).orElse(false) || !lock(channel)) {
      throw LockedException.inUse(
          file, holder.map(Holder::toString).orElse("which is just starting"));
    }
    return holder.map(Holder::toString).orElse("while it was starting");
  }

  /**
   * False if another process keeps the file locked. One that only asks whether the file is stale
   * lets go of it at once.
   */
  private static boolean lock(FileChannel channel) throws IOException {
    for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
      if (channel.tryLock() != null) {
        return true;
      }
      LockSupport.parkNanos(LOCK_PAUSE.toNanos());
    }
    return false;
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    channel.read(bytes, 0);
    return UTF_8.decode(bytes.flip()).toString();
  }

  /** Tells a file from one that has taken its place. */
  private static Object fileKey(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
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

  private void release() {
    synchronized (HELD) {
      letGo();
    }
  }

  private void letGo() {
    if (!held) {
      return;
    }
    held = false;
    HELD.remove(file.toAbsolutePath().normalize());
    try (channel) {
      if (content(channel).equals(Files.readString(file, UTF_8))) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Somebody has removed it: so it is let go of.
      return;
    } catch (IOException e) {
      System.err.printf("meltwatch: %s is left behind: %s%n", file, e);
    }
  }

  @Override
  public String toString() {
    return "lock " + file;
  }
}
