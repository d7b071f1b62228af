package org.meltwatch.io.wire;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meltwatch.testing.Fuzzer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

@Tag("processes")
class MessageFuzzTest {

  @Test
  void read_whatAFuzzerThinksOf_givesABatchOrARefusalWithinBoundsOfMemoryAndTime()
      throws Exception {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      out.packMapHeader(6);
      out.packString("batch_id").packLong(7);
      out.packString("print_id").packString("SI266220200309225433");
      out.packString("tile_id").packInt(3);
      out.packString("layer").packInt(200);
      out.packString("other").packArrayHeader(2).packNil().packDouble(2.5);
      out.packString("tif").packBinaryHeader(4).addPayload(new byte[] {73, 73, 42, 0});
      Fuzzer.run(MessageFuzzTarget.class, List.of(out.toByteArray(), new byte[0]));
    }
  }
}
