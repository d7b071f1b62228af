package org.meltwatch.model.received;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;

/**
 * A run of bytes within an array, such as a file within the message that brought it, so that it
 * need not be copied out. Neither is ever written to.
 *
 * @param array where the bytes are
 * @param offset index of the first one
 * @param length how many they are
 */
public record Slice(byte[] array, int offset, int length) {

  public Slice {
    requireNonNull(array, "array");
    Objects.checkFromIndexSize(offset, length, array.length);
  }

  /** All of an array. */
  public static Slice of(byte[] array) {
    return new Slice(array, 0, array.length);
  }

  /** The bytes in an array of their own. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** True if the bytes are equal, wherever they are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    return length;
  }

  @Override
  public String toString() {
    return length + " bytes";
  }
}
