package org.meltwatch.record.pictures;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes of pictures, packed: of each {@link #GROUP} successive ones the smallest, in a byte, the
 * number of bits w that their differences from it take, in a byte, and the differences, w bits
 * each, the first one in the lowest bits of the first byte. Neighbouring points differ little, so
 * that half of the bytes go, in a tenth of the time of a general compressor.
 */
final class BitRows {

  static final int GROUP = 16;

  private BitRows() {}

  /** The most bytes that so many values take. */
  static int most(int values) {
    int groups = (values + GROUP - 1) / GROUP;
    return groups * (2 + GROUP);
  }

  /** Packs all values to where the buffer stands, which must have an array of its own. */
  static void pack(byte[] values, ByteBuffer to) {
    byte[] packed = to.array();
    int at = to.arrayOffset() + to.position();
    int whole = values.length / GROUP * GROUP;
    for (int from = 0; from < whole; from += GROUP) {
      at = packGroup(values, from, packed, at);
    }
    if (whole < values.length) {
      // The last few, and copies of the last one behind them, which are not written.
      byte[] last = Arrays.copyOfRange(values, whole, whole + GROUP);
      int rest = values.length - whole;
      Arrays.fill(last, rest, GROUP, last[rest - 1]);
      int start = at;
      packGroup(last, 0, packed, at);
      at = start + 2 + (rest * packed[start + 1] + Byte.SIZE - 1) / Byte.SIZE;
      to.position(at - to.arrayOffset());
      clearBehind(packed, at, rest * packed[start + 1]);
      return;
    }
    to.position(at - to.arrayOffset());
  }

  /** The bits of the last byte that belong to nothing are 0. */
  private static void clearBehind(byte[] packed, int end, int bits) {
    int used = bits % Byte.SIZE;
    if (used > 0) {
      packed[end - 1] &= (byte) ((1 << used) - 1);
    }
  }

  private static int packGroup(byte[] values, int from, byte[] packed, int start) {
    int least = 255;
    int most = 0;
    for (int index = from; index < from + GROUP; index++) {
      int value = values[index] & 0xFF;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most - least);
    packed[start] = (byte) least;
    packed[start + 1] = (byte) bits;
    int at = start + 2;
    // Eight values are whole bytes, and no more than a long has.
    for (int half = from; half < from + GROUP; half += Byte.SIZE) {
      long waiting = 0;
      for (int index = Byte.SIZE - 1; index >= 0; index--) {
        waiting = waiting << bits | ((values[half + index] & 0xFF) - least);
      }
      for (int written = 0; written < bits; written++) {
        packed[at++] = (byte) waiting;
        waiting >>>= Byte.SIZE;
      }
    }
    return at;
  }

  /**
   * Unpacks so many values from where the buffer stands.
   *
   * @throws IllegalArgumentException if that is not what was packed
   */
  static byte[] unpack(ByteBuffer from, int count) {
    byte[] values = new byte[count];
    try {
      for (int start = 0; start < count; start += GROUP) {
        int least = from.get() & 0xFF;
        int bits = from.get();
        if (bits < 0 || bits > Byte.SIZE) {
          throw new IllegalArgumentException("bits (" + bits + ") must be in [0, 8]");
        }
        unpack(from, values, start, Math.min(count, start + GROUP), least, bits);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the picture ends before its last point", e);
    }
    return values;
  }

  private static void unpack(
      ByteBuffer from, byte[] values, int start, int end, int least, int bits) {
    int waiting = 0;
    int filled = 0;
    for (int at = start; at < end; at++) {
      while (filled < bits) {
        waiting |= (from.get() & 0xFF) << filled;
        filled += Byte.SIZE;
      }
      values[at] = (byte) (least + (waiting & ((1 << bits) - 1)));
      waiting >>>= bits;
      filled -= bits;
    }
  }
}
