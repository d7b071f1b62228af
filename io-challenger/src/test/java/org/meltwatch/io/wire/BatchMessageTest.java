package org.meltwatch.io.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.model.TileKey;
import org.meltwatch.testing.Allocation;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

final class BatchMessageTest {

  private static final int LIMIT = 1 << 20;
  private static final MessageLimits LIMITS = MessageLimits.DEFAULT.withBytes(LIMIT);
  private static final TileKey KEY = new TileKey(Batches.PRINT, 3);
  private static final byte[] TIF = {1, 2, 3};

  private final Map<String, Batches.Writer> fields = new LinkedHashMap<>();

  BatchMessageTest() {
    fields.put("batch_id", out -> out.packLong(19));
    fields.put("print_id", out -> out.packString(Batches.PRINT));
    fields.put("tile_id", out -> out.packInt(3));
    fields.put("layer", out -> out.packInt(1));
    fields.put("tif", out -> out.packBinaryHeader(3).writePayload(TIF));
  }

  @Test
  void read_anyKeyOrder_givesTheSameBatch() {
    List<String> names = new ArrayList<>(fields.keySet());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(names, new Random(seed));
      Map<String, Batches.Writer> shuffled = new LinkedHashMap<>();
      names.forEach(name -> shuffled.put(name, fields.get(name)));
      assertAccepted(19, 1, read(packed(shuffled)));
    }
  }

  @Test
  void read_unknownKeys_areSkipped() {
    Map<String, Batches.Writer> extended = new LinkedHashMap<>();
    extended.put("nested", out -> out.packMapHeader(1).packInt(1).packArrayHeader(1).packNil());
    extended.putAll(fields);
    extended.put("power", out -> out.packDouble(3.5));
    assertAccepted(19, 1, read(packed(extended)));
  }

  @Test
  void read_keysThatAreNoText_areSkipped() {
    byte[] message =
        Batches.packed(
            out -> {
              out.packMapHeader(6);
              out.packArrayHeader(1).packInt(7).packString("batch_id");
              write(fields, out);
            });
    assertAccepted(19, 1, read(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc13",
        "cd0013",
        "ce00000013",
        "cf0000000000000013",
        "d013",
        "d10013",
        "d200000013",
        "d30000000000000013"
      })
  void read_integersOfAnyWidth_areAccepted(String hex) {
    fields.put("batch_id", out -> out.writePayload(HexFormat.of().parseHex(hex)));
    fields.put("layer", out -> out.writePayload(HexFormat.of().parseHex(hex)));
    assertAccepted(19, 19, read(packed(fields)));
  }

  @Test
  void read_missingField_isRefusedWithTheOthers() {
    for (String name : List.copyOf(fields.keySet())) {
      Map<String, Batches.Writer> rest = new LinkedHashMap<>(fields);
      rest.remove(name);
      Message.Refused refused = refused(packed(rest));
      assertEquals(name + " is missing", refused.reason());
      assertEquals(name.equals("batch_id") ? null : 19L, refused.seqId());
      assertEquals(name.equals("print_id") || name.equals("tile_id") ? null : KEY, refused.key());
      assertEquals(name.equals("layer") ? null : 1, refused.layer());
      assertArrayEquals(packed(rest), refused.message());
    }
  }

  @Test
  void read_mistypedField_isRefused() {
    assertReason("batch_id must be of type INTEGER, but is of type STRING", "batch_id", "19");
    assertReason("layer must be of type INTEGER, but is of type STRING", "layer", "1");
    assertReason("tif must be of type BINARY, but is of type STRING", "tif", "abc");
    fields.put("print_id", out -> out.packInt(5));
    assertEquals(
        "print_id must be of type STRING, but is of type INTEGER",
        refused(packed(fields)).reason());
    fields.put("print_id", out -> out.packNil());
    assertEquals(
        "print_id must be of type STRING, but is of type NIL", refused(packed(fields)).reason());
  }

  @Test
  void read_numberOutOfRange_isRefused() {
    fields.put("layer", out -> out.packInt(-1));
    assertEquals("layer (-1) must be in [0, 2147483646]", refused(packed(fields)).reason());
    fields.put("layer", out -> out.packInt(Integer.MAX_VALUE));
    assertEquals("layer (2147483647) must be in [0, 2147483646]", refused(packed(fields)).reason());
    fields.put("layer", out -> out.packLong(1L << 31));
    assertEquals("layer (2147483648) must be in [0, 2147483646]", refused(packed(fields)).reason());
    fields.put("tile_id", out -> out.packInt(-3));
    assertEquals("tile_id (-3) must be in [0, 2147483647]", refused(packed(fields)).reason());
    fields.put(
        "batch_id",
        out -> out.writePayload(new byte[] {(byte) 0xcf, -1, -1, -1, -1, -1, -1, -1, -1}));
    assertEquals(
        "batch_id (18446744073709551615) must be in [0, 9007199254740991]",
        refused(packed(fields)).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\nb", "a\u0000b", "\u0085"})
  void read_printIdUnfitForAPath_isRefused(String printId) {
    fields.put("print_id", out -> out.packString(printId));
    Message.Refused refused = refused(packed(fields));
    assertEquals(null, refused.key());
    assertEquals("print_id (", refused.reason().substring(0, 10));
  }

  @Test
  void read_longPrintId_isRefusedAboveTheLimit() {
    String longest = "é".repeat(LIMITS.printId());
    fields.put("print_id", out -> out.packString(longest));
    assertEquals(new TileKey(longest, 3), ((Message.Accepted) read(packed(fields))).key());
    fields.put("print_id", out -> out.packString(longest + "x"));
    assertEquals(
        "print_id (257 bytes) must have 1 to 128 characters", refused(packed(fields)).reason());
  }

  @Test
  void read_printIdLongerThanAskedFor_isRefused() {
    fields.put("print_id", out -> out.packString("abcd"));
    Message message = BatchMessage.read(Batches.body(packed(fields)), new MessageLimits(LIMIT, 3));
    assertEquals(
        "print_id (4 bytes) must have 1 to 3 characters", ((Message.Refused) message).reason());
  }

  @Test
  void read_printIdThatIsNoUtf8_isRefused() {
    fields.put("print_id", out -> out.packRawStringHeader(1).writePayload(new byte[] {-1}));
    assertEquals("print_id (1 bytes) must be UTF-8", refused(packed(fields)).reason());
  }

  /** A fuzzer's finding: each key cost 70 bytes, each that was there again a reason of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "tif", "unknown"})
  void read_thousandsOfKeys_allocatesNoMoreThanTheyAreLong(String key) throws IOException {
    int keys = 20_000;
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(keys);
    for (int i = 0; i < keys; i++) {
      packer.packString(key).packNil();
    }
    byte[] message = packer.toByteArray();
    assertTrue(read(message) instanceof Message.Refused);
    Allocation.requireAtMost(message.length + 50_000, () -> read(message));
  }

  @Test
  void read_fieldTwice_isRefused() {
    byte[] message =
        Batches.packed(
            out -> {
              out.packMapHeader(6);
              write(fields, out);
              out.packString("layer").packInt(2);
            });
    Message.Refused refused = refused(message);
    assertEquals(1, refused.layer());
    assertEquals(
        "layer must be there once, but is there again at byte " + (message.length - 1),
        refused.reason());
  }

  @Test
  void read_trailingBytes_isRefusedWithItsHeader() {
    byte[] message = packed(fields);
    Message.Refused refused = refused(Arrays.copyOf(message, message.length + 2));
    assertEquals(
        String.format(
            Locale.ROOT,
            "message must end at byte %d, but has %d bytes",
            message.length,
            message.length + 2),
        refused.reason());
    assertEquals(KEY, refused.key());
  }

  @Test
  void read_everyTruncation_isRefused() {
    byte[] message = packed(fields);
    for (int length = 0; length < message.length; length++) {
      refused(Arrays.copyOf(message, length));
    }
  }

  @Test
  void read_damagedBytes_neverThrows() {
    Random random = new Random(11);
    byte[] sound = packed(fields);
    for (int i = 0; i < 20_000; i++) {
      byte[] message = sound.clone();
      message[random.nextInt(message.length)] = (byte) random.nextInt();
      message[random.nextInt(message.length)] = (byte) random.nextInt();
      read(message);
    }
  }

  @Test
  void read_hugeAnnouncedLengths_takeNoMemory() {
    fields.put("tif", out -> out.packBinaryHeader(Integer.MAX_VALUE));
    assertEquals(
        "2147483647 bytes are announced, 0 are left",
        refused(packed(fields)).reason().replaceFirst(".*: ", ""));
    refused(new byte[] {(byte) 0xdf, 0x7f, -1, -1, -1});
    refused(new byte[] {(byte) 0xdf, -1, -1, -1, -1});
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[]", "\u0001"})
  void read_somethingElse_isRefused(String text) {
    assertEquals(
        "message must be one MessagePack map",
        refused(text.getBytes(StandardCharsets.UTF_8)).reason().substring(0, 35));
  }

  @Test
  void read_overlongBody_isRefusedWithTheHeaderOfItsBeginning() {
    byte[] beginning = Arrays.copyOf(packed(fields), packed(fields).length - 1);
    Message.Refused refused =
        (Message.Refused) BatchMessage.read(new Body(beginning, LIMIT + 1L, false), LIMITS);
    assertEquals(
        String.format(
            Locale.ROOT,
            "message (1048577 bytes or more) must not be longer than 1048576 bytes; its first %d are kept",
            beginning.length),
        refused.reason());
    assertEquals(19L, refused.seqId());
    assertEquals(KEY, refused.key());
    assertEquals(1, refused.layer());
  }

  private void assertReason(String reason, String name, String value) {
    Batches.Writer before = fields.put(name, out -> out.packString(value));
    assertEquals(reason, refused(packed(fields)).reason());
    fields.put(name, before);
  }

  private static void assertAccepted(long seqId, int layer, Message message) {
    Message.Accepted accepted = (Message.Accepted) message;
    assertEquals(seqId, accepted.seqId());
    assertEquals(KEY, accepted.key());
    assertEquals(layer, accepted.layer());
    assertArrayEquals(TIF, accepted.tif().copy());
  }

  private static Message read(byte[] message) {
    return BatchMessage.read(Batches.body(message), LIMITS);
  }

  private static Message.Refused refused(byte[] message) {
    return (Message.Refused) read(message);
  }

  private static byte[] packed(Map<String, Batches.Writer> fields) {
    return Batches.packed(
        out -> {
          out.packMapHeader(fields.size());
          write(fields, out);
        });
  }

  private static void write(Map<String, Batches.Writer> fields, MessageBufferPacker out)
      throws IOException {
    for (Map.Entry<String, Batches.Writer> field : fields.entrySet()) {
      out.packString(field.getKey());
      field.getValue().write(out);
    }
  }
}
