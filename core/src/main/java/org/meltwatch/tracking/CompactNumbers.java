package org.meltwatch.tracking;

import java.util.Arrays;
import java.util.Locale;

/** Numbers of which most are small, in a row of bytes: seven bits a byte, the lowest ones first. */
final class CompactNumbers {

  private static final int MOST_BYTES = 5;
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private byte[] bytes;
  private int size;

  /** Room for so many numbers, and for more later on. */
  CompactNumbers(int numbers) {
    bytes = new byte[Math.multiplyExact(numbers, MOST_BYTES)];
  }

  /** Adds a number; one without the highest bit takes fewer bytes. */
  void add(int number) {
    if (size + MOST_BYTES > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + MOST_BYTES);
    }
    int rest = number;
    while ((rest & -MORE) != 0) {
      bytes[size++] = (byte) ((rest & (MORE - 1)) | MORE);
      rest >>>= BITS;
    }
    bytes[size++] = (byte) rest;
  }

  /** Adds a number that is small with either sign. */
  void addSigned(int number) {
    add((number << 1) ^ (number >> 31));
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Reads them in turn. */
  static final class Reader {

    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    /**
     * The next number.
     *
     * @throws IllegalArgumentException if the bytes end before it does
     */
    int next() {
      int value = 0;
      int shift = 0;
      int next;
      do {
        if (at == bytes.length) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "%d bytes must not end before their last number", bytes.length));
        }
        next = bytes[at++];
        value |= (next & (MORE - 1)) << shift;
        shift += BITS;
      } while (next < 0);
      return value;
    }

    int nextSigned() {
      int value = next();
      return (value >>> 1) ^ -(value & 1);
    }

    /**
     * The next number, which says how many follow: a multiple of {@code fields}.
     *
     * @throws IllegalArgumentException if there are not as many bytes
     */
    int nextLength(int fields) {
      int length = next();
      if (length < 0 || length % fields != 0 || length / fields > bytes.length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "length (%d) must be a multiple of %d, for %d bytes",
                length,
                fields,
                bytes.length));
      }
      return length;
    }
  }
}
