package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last few pictures or answers that were made: pages that follow a run want the same ones.
 * Thread-safe.
 */
public final class MadeOnce {

  private static final int MOST_BYTES = 1 << 20;

  /** Makes one. */
  public interface Maker {
    byte[] make() throws IOException;
  }

  private final Map<String, byte[]> made = new ConcurrentHashMap<>();
  private final int most;

  /**
   * Keeps some of them.
   *
   * @param most how many
   */
  public MadeOnce(int most) {
    this.most = most;
  }

  /**
   * What is made under a name; whoever asks while it is made waits for it.
   *
   * @throws IOException if it has to be made, and cannot be
   */
  public byte[] get(String name, Maker maker) throws IOException {
    if (made.size() >= most) {
      made.clear();
    }
    byte[] bytes;
    try {
      bytes = made.computeIfAbsent(name, key -> made(maker));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (bytes.length > MOST_BYTES) {
      made.remove(name);
    }
    return bytes;
  }

  private static byte[] made(Maker maker) {
    try {
      return maker.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
