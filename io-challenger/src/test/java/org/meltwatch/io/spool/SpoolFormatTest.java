package org.meltwatch.io.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.TileKey;

final class SpoolFormatTest {

  private static final byte[] PAYLOAD = {10, 11, 12, 13, 14};
  private static final SpoolHeader WHOLE =
      new SpoolHeader(
          SpoolHeader.Kind.MESSAGE, 1, 4, 7, 99, 30, 2, 33L, new TileKey("Sé", 5), 3, 5, 5, 2, 3);

  static byte[] file(SpoolHeader header, byte[] payload) {
    ByteBuffer head = SpoolFormat.header(header);
    ByteBuffer trailer = SpoolFormat.trailer(head, payload);
    return ByteBuffer.allocate(head.remaining() + payload.length + trailer.remaining())
        .put(head)
        .put(payload)
        .put(trailer)
        .array();
  }

  @Test
  void file_bytes_arePinned() {
    assertEquals(
        "4d575350"
            + "01"
            + "00"
            + "0007"
            + "00000001"
            + "00000004"
            + "0000000000000007"
            + "0000000000000063"
            + "000000000000001e"
            + "00000002"
            + "0000000000000021"
            + "00000005"
            + "00000003"
            + "0000000000000005"
            + "00000005"
            + "00000002"
            + "00000003"
            + "0003"
            + "53c3a9"
            + "c7b33c6a"
            + "0a0b0c0d0e"
            + "000abc59",
        HexFormat.of().formatHex(file(WHOLE, PAYLOAD)));
  }

  @Test
  void read_whatWasWritten_isEqual() throws Exception {
    SpoolHeader overlong =
        new SpoolHeader(
            SpoolHeader.Kind.OVERLONG, 0, 1, 0, 1, 0, 0, null, null, null, 1L << 40, 5, 0, 0);
    SpoolHeader end =
        new SpoolHeader(SpoolHeader.Kind.END, 0, 1, 9, 1, 0, 0, null, null, null, 0, 0, 0, 0);
    assertEquals(new SpoolMessage(WHOLE, PAYLOAD), SpoolFormat.read(file(WHOLE, PAYLOAD)));
    assertEquals(new SpoolMessage(overlong, PAYLOAD), SpoolFormat.read(file(overlong, PAYLOAD)));
    assertEquals(new SpoolMessage(end, new byte[0]), SpoolFormat.read(file(end, new byte[0])));
  }

  @Test
  void read_cutAnywhere_isTorn() {
    byte[] file = file(WHOLE, PAYLOAD);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(TornFileException.class, () -> SpoolFormat.read(cut), "cut to " + length);
    }
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertThrows(TornFileException.class, () -> SpoolFormat.read(longer));
  }

  @Test
  void read_anyBitFlipped_isTorn() {
    byte[] file = file(WHOLE, PAYLOAD);
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] flipped = file.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(TornFileException.class, () -> SpoolFormat.read(flipped), "bit " + bit);
    }
  }

  @Test
  void read_noise_isTorn() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      assertThrows(TornFileException.class, () -> SpoolFormat.read(noise));
    }
  }

  @Test
  void readHeader_ofALongFile_needsOnlyItsBeginning() throws Exception {
    byte[] file = file(WHOLE, PAYLOAD);
    byte[] beginning = Arrays.copyOf(file, file.length - 6);
    SpoolFormat.Read read = SpoolFormat.readHeader(beginning);
    assertEquals(WHOLE, read.header());
    assertEquals(file.length, read.fileLength());
  }

  @Test
  void readHeader_ofAnotherVersion_saysWhich() {
    byte[] file = file(WHOLE, PAYLOAD);
    file[4] = 2;
    TornFileException error =
        assertThrows(TornFileException.class, () -> SpoolFormat.readHeader(file));
    assertEquals("has version 2; only version 1 can be read", error.getMessage());
  }

  @Test
  void header_imageOutsideItsMessage_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SpoolHeader(
                SpoolHeader.Kind.MESSAGE, 0, 1, 0, 0, 0, 0, 1L, null, null, 5, 5, 3, 3));
  }
}
