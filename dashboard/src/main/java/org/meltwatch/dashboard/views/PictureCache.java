package org.meltwatch.dashboard.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last few pictures that were made: pages that follow a run want the same ones. Thread-safe.
 */
public final class PictureCache {

  private static final int MOST = 32;
  private static final int MOST_BYTES = 1 << 20;

  /** Makes a picture. */
  public interface Maker {
    byte[] make() throws IOException;
  }

  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

  /**
   * The picture of a name; whoever asks while it is made waits for it.
   *
   * @throws IOException if it has to be made, and cannot be
   */
  public byte[] get(String name, Maker maker) throws IOException {
    if (pictures.size() >= MOST) {
      pictures.clear();
    }
    byte[] picture;
    try {
      picture = pictures.computeIfAbsent(name, key -> made(maker));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (picture.length > MOST_BYTES) {
      pictures.remove(name);
    }
    return picture;
  }

  private static byte[] made(Maker maker) {
    try {
      return maker.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
