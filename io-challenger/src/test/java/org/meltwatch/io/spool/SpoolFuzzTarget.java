package org.meltwatch.io.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.meltwatch.testing.Allocation;

/**
 * Any bytes as a spool file, with checksums put right so that it gets past them: a message or word
 * that the file is torn, and no more memory than a stated multiple of the file. Run by the fuzzer,
 * which knows it by name.
 */
public final class SpoolFuzzTarget {

  private static final int PRINT_ID_LENGTH_AT = 80;
  private static final int PRINT_ID_AT = 82;
  private static final int CHECKSUM = 4;
  private static final long MOST_PER_BYTE = 8;
  private static final long MOST_BESIDES = 1 << 16;

  private SpoolFuzzTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] file) {
    Allocation.requireAtMost(MOST_PER_BYTE * file.length + MOST_BESIDES, () -> read(file));
    byte[] summed = file.clone();
    if (summed.length >= PRINT_ID_AT + 2 * CHECKSUM) {
      int length = ByteBuffer.wrap(summed).getShort(PRINT_ID_LENGTH_AT) & 0xFFFF;
      if (PRINT_ID_AT + length + 2 * CHECKSUM <= summed.length) {
        putSum(summed, PRINT_ID_AT + length);
        putSum(summed, summed.length - CHECKSUM);
      }
    }
    Allocation.requireAtMost(MOST_PER_BYTE * file.length + MOST_BESIDES, () -> read(summed));
  }

  private static void putSum(byte[] file, int at) {
    CRC32C sum = new CRC32C();
    sum.update(file, 0, at);
    ByteBuffer.wrap(file).putInt(at, (int) sum.getValue());
  }

  private static void read(byte[] file) {
    try {
      SpoolFormat.read(file);
    } catch (TornFileException expected) {
      if (expected.getMessage() == null) {
        throw new AssertionError("a torn file must have a reason", expected);
      }
    }
  }
}
