package org.meltwatch.kernel.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The bytes of one TIFF file, read in the file's byte order and never past its end. */
public final class TiffBytes {

  private static final int HEADER_BYTES = 8;
  private static final int MAGIC = 42;

  private final ByteBuffer bytes;

  private TiffBytes(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The file at {@code buffer[offset .. offset + length)}; its header is checked. */
  public static TiffBytes of(byte[] buffer, int offset, int length) throws UnreadableTileException {
    ByteBuffer file = ByteBuffer.wrap(buffer, offset, length).slice();
    if (length < HEADER_BYTES) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "file length (%d) must be at least %d, a TIFF header",
              length,
              HEADER_BYTES));
    }
    TiffBytes bytes = new TiffBytes(file.order(byteOrder(file.getShort(0))));
    int magic = bytes.unsignedShort(2, "magic number");
    if (magic != MAGIC) {
      throw new UnreadableTileException(
          String.format(Locale.ROOT, "magic number (%d) at offset 2 must be %d", magic, MAGIC));
    }
    return bytes;
  }

  private static ByteOrder byteOrder(short mark) throws UnreadableTileException {
    return switch (mark) {
      case 0x4949 -> ByteOrder.LITTLE_ENDIAN;
      case 0x4D4D -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new UnreadableTileException(
              String.format(
                  Locale.ROOT,
                  "byte order mark (0x%04x) at offset 0 must be 0x4949 or 0x4d4d, as in a TIFF file",
                  Short.toUnsignedInt(mark)));
    };
  }

  int length() {
    return bytes.limit();
  }

  ByteOrder order() {
    return bytes.order();
  }

  int unsignedByte(long at, String what) throws UnreadableTileException {
    return Byte.toUnsignedInt(bytes.get(require(at, 1, what)));
  }

  int unsignedShort(long at, String what) throws UnreadableTileException {
    return Short.toUnsignedInt(bytes.getShort(require(at, Short.BYTES, what)));
  }

  long unsignedInt(long at, String what) throws UnreadableTileException {
    return Integer.toUnsignedLong(bytes.getInt(require(at, Integer.BYTES, what)));
  }

  /** Refuses a range of {@code size} bytes that is not all in the file; returns its start. */
  int require(long at, long size, String what) throws UnreadableTileException {
    if (at + size > length()) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "%s (%d bytes at offset %d) must end within the file (%d bytes)",
              what,
              size,
              at,
              length()));
    }
    return (int) at;
  }

  /** The {@code size} bytes at {@code at}, in the file's byte order; both already checked. */
  ByteBuffer range(int at, int size) {
    return bytes.slice(at, size).order(bytes.order());
  }
}
