package org.meltwatch.io.spool;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.TileKey;
import org.meltwatch.testing.Fuzzer;

@Tag("processes")
class SpoolFuzzTest {

  @Test
  void read_whatAFuzzerThinksOf_givesAMessageOrATornFileWithinBoundsOfMemoryAndTime()
      throws Exception {
    TileKey key = new TileKey("SI266220200309225433", 3);
    Fuzzer.run(
        SpoolFuzzTarget.class,
        List.of(
            file(
                new SpoolHeader(
                    SpoolHeader.Kind.MESSAGE, 0, 4, 7, 9, 6, 1, 8L, key, 1, 100, 100, 10, 90),
                100),
            file(
                new SpoolHeader(
                    SpoolHeader.Kind.END, 1, 4, 9, 9, 0, 0, null, null, null, 0, 0, 0, 0),
                0)));
  }

  private static byte[] file(SpoolHeader header, int length) {
    byte[] payload = new byte[length];
    ByteBuffer head = SpoolFormat.header(header);
    ByteBuffer tail = SpoolFormat.trailer(head, payload);
    return ByteBuffer.allocate(head.remaining() + length + tail.remaining())
        .put(head)
        .put(payload)
        .put(tail)
        .array();
  }
}
