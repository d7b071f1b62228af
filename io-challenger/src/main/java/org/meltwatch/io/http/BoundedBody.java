package org.meltwatch.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.meltwatch.io.wire.Body;

/**
 * Reads a body of at most {@code limit} bytes. A declared length is allocated once and filled in
 * place; of an over-long body only the beginning is kept, and the rest is not waited for.
 */
final class BoundedBody {

  /** How much of an over-long body is kept: enough for the header of a batch. */
  static final int KEPT_OF_OVERLONG = 1 << 16;

  private static final int FIRST_GUESS = 1 << 12;

  private BoundedBody() {}

  /**
   * Reads a body.
   *
   * @param declared the length that the server has announced, or a negative number if it has not
   * @param limit how many bytes the body may have
   */
  static Body read(InputStream in, long declared, int limit) throws IOException {
    int kept = Math.min(KEPT_OF_OVERLONG, limit);
    if (declared > limit) {
      return new Body(in.readNBytes(kept), declared, false);
    }
    byte[] bytes = new byte[declared < 0 ? Math.min(FIRST_GUESS, limit) : (int) declared];
    int size = in.readNBytes(bytes, 0, bytes.length);
    while (size == bytes.length) {
      int next = in.read();
      if (next < 0) {
        return new Body(bytes, size, true);
      }
      if (size == limit) {
        return new Body(Arrays.copyOf(bytes, kept), size + 1L, false);
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(limit, 2L * size + 1));
      bytes[size++] = (byte) next;
      size += in.readNBytes(bytes, size, bytes.length - size);
    }
    return new Body(Arrays.copyOf(bytes, size), size, true);
  }
}
