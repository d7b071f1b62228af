package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parts that encodings are made of. Arrays are copied in bulk: writing pixels one by one costs
 * several times what decoding the tile costs.
 */
final class Wire {

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

  static byte[] readBytes(DataInput in) throws IOException {
    byte[] value = new byte[readLength(in)];
    in.readFully(value);
    return value;
  }

  static void writeShorts(DataOutput out, short[] value) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(value.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(value);
    writeBytes(out, bytes.array());
  }

  static short[] readShorts(DataInput in) throws IOException {
    byte[] bytes = readBytes(in);
    short[] value = new short[bytes.length / Short.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(value);
    return value;
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
      throw new IOException("length (%d) must not be negative".formatted(length));
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
