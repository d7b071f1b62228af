package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.meltwatch.worker.WorkerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much disk the dead letters of a results directory take. Each process counts what it writes,
 * and now and then what others have written, too: together they may exceed a bound by a few percent
 * a process.
 */
final class DeadLetterRoom {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRoom.class);

  /** What file systems give out at once. */
  private static final long BLOCK = 4096;

  /** The share of a bound that is written before the directory is looked at again. */
  private static final int LOOKS = 16;

  /** Of each directory that this process writes to. */
  private static final class Rooms implements WorkerState.Part {

    private final Map<Path, DeadLetterRoom> rooms = new ConcurrentHashMap<>();

    @Override
    public void close() {
      rooms.clear();
    }
  }

  private final Path letters;
  private long seen = -1;
  private long written;
  private boolean said;

  private DeadLetterRoom(Path letters) {
    this.letters = letters;
  }

  static DeadLetterRoom of(Path letters) {
    return WorkerState.of(Rooms.class, Rooms::new)
        .rooms
        .computeIfAbsent(letters, DeadLetterRoom::new);
  }

  /**
   * Takes room for two files, if there is some left.
   *
   * @param most how many bytes all letters may take
   */
  synchronized boolean take(long most, int content, int note) throws IOException {
    long wanted = blocks(content) + blocks(note);
    if (seen < 0 || written > most / LOOKS) {
      seen = taken();
      written = 0;
    }
    if (seen + written + wanted > most) {
      if (!said) {
        said = true;
        LOG.warn(
            "dead letters in {} take {} bytes, and may take {} (--maxDeadLetterBytes): further ones"
                + " are counted and named, but not kept",
            letters,
            seen + written,
            most);
      }
      return false;
    }
    written += wanted;
    return true;
  }

  private long taken() throws IOException {
    long bytes = 0;
    if (Files.isDirectory(letters)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(letters)) {
        for (Path file : files) {
          bytes += blocks(sizeOf(file));
        }
      }
    }
    return bytes;
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      // It had another name while it was written.
      return 0;
    }
  }

  private static long blocks(long bytes) {
    return (bytes + BLOCK - 1) / BLOCK * BLOCK;
  }
}
