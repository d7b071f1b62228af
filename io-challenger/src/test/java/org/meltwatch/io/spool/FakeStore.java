package org.meltwatch.io.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Files in memory, on a disk that is full for as long as a test says. */
public final class FakeStore implements SpoolStore {

  private final Map<String, byte[]> files = new TreeMap<>();
  private Predicate<String> full = file -> false;

  /** Refuses to write the files that this says. */
  public synchronized void failFor(Predicate<String> newFull) {
    full = newFull;
  }

  /** A file's bytes, to be changed as a test likes. */
  public synchronized byte[] bytes(String file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new IllegalArgumentException("no file " + file + " among " + files.keySet());
    }
    return bytes;
  }

  /** Puts a file there. */
  public synchronized void put(String file, byte[] bytes) {
    files.put(file, bytes);
  }

  @Override
  public String address(String file) {
    return "memory/" + file;
  }

  @Override
  public synchronized Map<String, Long> list() {
    Map<String, Long> lengths = new TreeMap<>();
    files.forEach((file, bytes) -> lengths.put(file, (long) bytes.length));
    return lengths;
  }

  @Override
  public synchronized void write(String file, ByteBuffer... parts) throws IOException {
    if (full.test(file)) {
      throw new IOException("No space left on device");
    }
    int length = Arrays.stream(parts).mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer bytes = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(bytes::put);
    files.put(file, bytes.array());
  }

  @Override
  public synchronized byte[] read(String file, int most) throws IOException {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw new FileNotFoundException(file);
    }
    return Arrays.copyOf(bytes, Math.min(most, bytes.length));
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    files.put(to, read(from, Integer.MAX_VALUE));
    files.remove(from);
  }

  @Override
  public synchronized void moveTo(SpoolStore other, String file) throws IOException {
    other.write(file, ByteBuffer.wrap(read(file, Integer.MAX_VALUE)));
    files.remove(file);
  }

  @Override
  public synchronized void delete(String file) {
    files.remove(file);
  }
}
