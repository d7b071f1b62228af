package org.meltwatch.kernel.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.meltwatch.testing.Allocation;
import org.meltwatch.testing.CpuTime;

/**
 * What a byte of a file costs, in memory and in time: the fuzzer's few bytes are blown up to a
 * megabyte, so that what grows with them shows beside what a decoder always takes.
 */
public final class TiffCostFuzzTarget {

  /** Of files that are decoded. */
  static final int FILE_BYTES = 1 << 20;

  private static final ImageLimits LIMITS = TiffFuzzTarget.LIMITS;
  private static final long MOST_MEMORY = 12L * LIMITS.maxPixels() + 4L * FILE_BYTES + (1 << 20);

  /** Instrumented, a sound image of so many points takes a tenth of it. */
  private static final Duration MOST_TIME = Duration.ofMillis(300);

  private TiffCostFuzzTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] file = blownUp(input);
    Allocation.requireAtMost(MOST_MEMORY, () -> TiffFuzzTarget.decode(file));
    CpuTime.requireAtMost(MOST_TIME, () -> TiffFuzzTarget.decode(file));
  }

  /** The input for {@link #blownUp} that is a file and a unit. */
  static byte[] input(byte[] file, byte[] unit, int link) {
    return ByteBuffer.allocate(file.length + unit.length + 2)
        .put(file)
        .put(unit)
        .put((byte) link)
        .put((byte) unit.length)
        .array();
  }

  /**
   * A file that ends with the same unit over and over, in each the offset of the next one.
   *
   * @param input what comes before, the unit, where in it the offset is, and the unit's length
   */
  private static byte[] blownUp(byte[] input) {
    int body = input.length - 2;
    int length = Math.min(body, 1 + (input[input.length - 1] - 1 & 63));
    int link = input[input.length - 2] & 63;
    int head = body - length;
    boolean little = head > 0 && input[0] == 'I';
    ByteBuffer file =
        ByteBuffer.allocate(Math.max(FILE_BYTES, body))
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .put(input, 0, head);
    while (length > 0 && file.remaining() >= length) {
      int start = file.position();
      file.put(input, head, length);
      if (link + Integer.BYTES <= length) {
        file.putInt(start + link, file.remaining() < length ? 0 : file.position());
      }
    }
    return file.array();
  }
}
