package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.received.Slice;

/**
 * The parts that encodings are made of. Arrays are copied in bulk: writing pixels one by one costs
 * several times what decoding the tile costs.
 */
final class Wire {

  private static final int CHUNK_BYTES = 16 << 10;

  private Wire() {}

  static void writeString(DataOutput out, String value) throws IOException {
    writeBytes(out, value.getBytes(StandardCharsets.UTF_8));
  }

  static String readString(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  static void writeBytes(DataOutput out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  static void writeSlice(DataOutput out, Slice value) throws IOException {
    out.writeInt(value.length());
    out.write(value.array(), value.offset(), value.length());
  }

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] value = new byte[readLength(in)];
    in.readFully(value);
    return value;
  }

  static void writeShorts(DataOutput out, short[] value) throws IOException {
    out.writeInt(value.length * Short.BYTES);
    byte[] bytes = chunk(value.length);
    ShortBuffer shorts = shorts(bytes);
    for (int from = 0; from < value.length; from += shorts.capacity()) {
      int length = Math.min(shorts.capacity(), value.length - from);
      shorts.clear().put(value, from, length);
      out.write(bytes, 0, length * Short.BYTES);
    }
  }

  static short[] readShorts(DataInput in) throws IOException {
    short[] value = new short[readLength(in) / Short.BYTES];
    byte[] bytes = chunk(value.length);
    ShortBuffer shorts = shorts(bytes);
    for (int from = 0; from < value.length; from += shorts.capacity()) {
      int length = Math.min(shorts.capacity(), value.length - from);
      in.readFully(bytes, 0, length * Short.BYTES);
      shorts.clear().get(value, from, length);
    }
    return value;
  }

  /** Pixels pass through a part of a cache, not through an array as large as the image. */
  private static byte[] chunk(int shorts) {
    return new byte[Math.min(CHUNK_BYTES, shorts * Short.BYTES)];
  }

  private static ShortBuffer shorts(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  static void writeInts(DataOutput out, int[] value) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(value.length * Integer.BYTES);
    bytes.asIntBuffer().put(value);
    writeBytes(out, bytes.array());
  }

  static int[] readInts(DataInput in) throws IOException {
    byte[] bytes = readBytes(in);
    int[] value = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(value);
    return value;
  }

  static int readLength(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException(String.format(Locale.ROOT, "length (%d) must not be negative", length));
    }
    return length;
  }

  static <T> void writeNullable(DataOutput out, @Nullable T value, Writer<T> writer)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(out, value);
    }
  }

  static <T> @Nullable T readNullable(DataInput in, Reader<T> reader) throws IOException {
    return in.readBoolean() ? reader.read(in) : null;
  }

  /** Writes one value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(DataOutput out, T value) throws IOException;
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }
}
