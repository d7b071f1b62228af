package org.meltwatch.kernel.tiff;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks zlib streams with the system's libdeflate, where there is one: in half the time that
 * {@link java.util.zip.Inflater} takes. It accepts nothing that the Inflater refuses, and says
 * nothing about what it refuses itself.
 *
 * <p>Keeps its buffers from stream to stream; not for use by several threads.
 */
final class NativeInflate implements AutoCloseable {

  /** Set to {@code jdk}, this system property makes the decoder do without libdeflate. */
  static final String PROPERTY = "meltwatch.inflate";

  private static final Logger LOG = LoggerFactory.getLogger(NativeInflate.class);
  private static final Cleaner CLEANER = Cleaner.create();
  private static final boolean FOUND = !"jdk".equals(System.getProperty(PROPERTY)) && isFound();

  private final Pointer decompressor;
  private final Cleaner.Cleanable freeing;
  private ByteBuffer stored = ByteBuffer.allocateDirect(0);
  private ByteBuffer inflated = stored;
  private Pointer storedAt = Pointer.NULL;
  private Pointer inflatedAt = Pointer.NULL;

  private NativeInflate(Pointer decompressor) {
    this.decompressor = decompressor;
    this.freeing =
        CLEANER.register(this, () -> Libdeflate.libdeflate_free_decompressor(decompressor));
  }

  /** Whether there is libdeflate, and it is to be used. */
  static boolean isThere() {
    return FOUND;
  }

  /** A new one, or null where there is no libdeflate. */
  static @Nullable NativeInflate createIfFound() {
    if (!FOUND) {
      return null;
    }
    Pointer decompressor = Libdeflate.libdeflate_alloc_decompressor();
    return decompressor == null ? null : new NativeInflate(decompressor);
  }

  /**
   * Unpacks a stream.
   *
   * @param stream the stream, from the buffer's position to its limit; not moved
   * @param size how many bytes it must hold, exactly
   * @return these bytes, to be used before the next call; null if the stream holds something else,
   *     is broken or cut off
   */
  @Nullable ByteBuffer inflate(ByteBuffer stream, int size) {
    int length = stream.remaining();
    if (stored.capacity() < length) {
      stored = ByteBuffer.allocateDirect(length + length / 4);
      storedAt = Native.getDirectBufferPointer(stored);
    }
    if (inflated.capacity() < size) {
      inflated = ByteBuffer.allocateDirect(size);
      inflatedAt = Native.getDirectBufferPointer(inflated);
    }
    stored.put(0, stream, stream.position(), length);
    // Without a place for the size, anything but exactly this size is an error.
    int problem =
        Libdeflate.libdeflate_zlib_decompress(
            decompressor, storedAt, length, inflatedAt, size, Pointer.NULL);
    return problem == 0 ? inflated.clear().limit(size) : null;
  }

  @Override
  public void close() {
    freeing.clean();
  }

  private static boolean isFound() {
    try {
      Native.register(Libdeflate.class, "deflate");
      LOG.debug("inflating with libdeflate");
      return true;
    } catch (LinkageError e) {
      // No JNA for this platform, no library, or one without these functions.
      LOG.debug("inflating with the JDK: libdeflate cannot be used", e);
      return false;
    }
  }

  /** The C functions, by their names there. */
  private static final class Libdeflate {

    static native @Nullable Pointer libdeflate_alloc_decompressor();

    static native void libdeflate_free_decompressor(Pointer decompressor);

    static native int libdeflate_zlib_decompress(
        Pointer decompressor,
        @Nullable Pointer in,
        long inLength,
        @Nullable Pointer out,
        long outLength,
        @Nullable Pointer actualOutLength);
  }
}
