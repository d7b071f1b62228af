package org.meltwatch.io.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.meltwatch.model.received.Slice;

/**
 * A directory in this process's memory, for runs that end with their process. Nothing is copied: a
 * file consists of the very arrays that it was written from, which nobody may write to any more.
 * Addresses begin with {@value #SCHEME}; a directory lives until {@link #forget}.
 */
final class MemoryStore implements SpoolStore {

  static final String SCHEME = "memory:";

  /**
   * Directories, and in each the files' parts by name. Like those on a disk they outlive what is
   * closed when a run ends: a run that failed is rescued from them.
   */
  private static final Map<String, Map<String, List<ByteBuffer>>> DIRECTORIES =
      new ConcurrentHashMap<>();

  private final String directory;

  /** A directory whose name begins with the scheme; it need not exist yet. */
  MemoryStore(String directory) {
    this.directory = directory;
  }

  /** True if a directory or file of this name lies in memory. */
  static boolean holds(String address) {
    return address.startsWith(SCHEME);
  }

  /** Drops all directories below one. */
  static void forget(String above) {
    DIRECTORIES.keySet().removeIf(directory -> directory.startsWith(above + "/"));
  }

  /**
   * A file's first bytes, all if it has no more than {@code most}.
   *
   * @throws FileNotFoundException if there is no such file
   */
  static byte[] readAt(String address, int most) throws FileNotFoundException {
    List<ByteBuffer> parts = parts(address);
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length(parts), most));
    for (ByteBuffer part : parts) {
      bytes.put(part.slice(0, Math.min(part.remaining(), bytes.remaining())));
    }
    return bytes.array();
  }

  /**
   * Some bytes of a file, without copying them.
   *
   * @return not to be written to
   * @throws FileNotFoundException if there is no such file
   * @throws IllegalArgumentException if they do not lie within one of the arrays it was written
   *     from
   */
  static Slice sliceAt(String address, int from, int length) throws FileNotFoundException {
    int at = from;
    for (ByteBuffer part : parts(address)) {
      if (at < part.remaining()) {
        ByteBuffer wanted = part.slice(at, length);
        return new Slice(wanted.array(), wanted.arrayOffset(), length);
      }
      at -= part.remaining();
    }
    throw new IllegalArgumentException(
        String.format(Locale.ROOT, "%s has no byte %d", address, from));
  }

  /** A file's parts, each of them from its start. */
  private static List<ByteBuffer> parts(String address) throws FileNotFoundException {
    int slash = address.lastIndexOf('/');
    Map<String, List<ByteBuffer>> files =
        DIRECTORIES.getOrDefault(address.substring(0, slash), Map.of());
    List<ByteBuffer> parts = files.get(address.substring(slash + 1));
    if (parts == null) {
      throw new FileNotFoundException(address + " is not there");
    }
    return parts;
  }

  private static long length(List<ByteBuffer> parts) {
    return parts.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  @Override
  public String address(String file) {
    return directory + "/" + file;
  }

  @Override
  public Map<String, Long> list() {
    Map<String, Long> lengths = new TreeMap<>();
    DIRECTORIES
        .getOrDefault(directory, Map.of())
        .forEach((file, parts) -> lengths.put(file, length(parts)));
    return lengths;
  }

  @Override
  public void write(String file, ByteBuffer... parts) {
    DIRECTORIES
        .computeIfAbsent(directory, absent -> new ConcurrentSkipListMap<>())
        .put(file, Arrays.stream(parts).map(ByteBuffer::slice).toList());
  }

  @Override
  public byte[] read(String file, int most) throws IOException {
    return readAt(address(file), most);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    write(to, parts(address(from)).toArray(ByteBuffer[]::new));
    delete(from);
  }

  @Override
  public void moveTo(SpoolStore other, String file) throws IOException {
    // Whoever writes a part uses it up.
    other.write(
        file, parts(address(file)).stream().map(ByteBuffer::slice).toArray(ByteBuffer[]::new));
    delete(file);
  }

  @Override
  public void delete(String file) {
    Map<String, List<ByteBuffer>> files = DIRECTORIES.get(directory);
    if (files != null) {
      files.remove(file);
    }
  }

  @Override
  public String toString() {
    return directory;
  }
}
