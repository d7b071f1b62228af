package org.meltwatch.kernel.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Skips itself where the system has no libdeflate. */
class NativeInflateTest {

  private final TiffDecoder plain = new TiffDecoder(ImageLimits.DEFAULT, null);
  private final TiffDecoder fast = new TiffDecoder();
  private NativeInflate inflate;

  @BeforeEach
  void find() {
    inflate = NativeInflate.createIfFound();
    assumeTrue(inflate != null, "libdeflate is not installed");
  }

  @AfterEach
  void close() {
    if (inflate != null) {
      inflate.close();
    }
    plain.close();
    fast.close();
  }

  @Test
  void inflate_streamsOfAnySizeAndLevel_giveTheirBytes() throws IOException {
    Random random = new Random(1);
    for (int size : new int[] {1, 2, 100, 70_000, 12}) {
      for (int level = 0; level <= 9; level++) {
        byte[] bytes = bytes(random, size);
        ByteBuffer stream = ByteBuffer.wrap(deflated(bytes, level));
        ByteBuffer inflated = inflate.inflate(stream, size);
        assertNotNull(inflated, String.format(Locale.ROOT, "size %d, level %d", size, level));
        assertEquals(ByteBuffer.wrap(bytes), inflated);
        assertEquals(0, stream.position());
      }
    }
  }

  @Test
  void inflate_otherSizeThanAnnounced_givesNothing() throws IOException {
    ByteBuffer stream = ByteBuffer.wrap(deflated(new byte[10], 6));
    assertNull(inflate.inflate(stream, 9));
    assertNull(inflate.inflate(stream, 11));
  }

  @Test
  void inflate_brokenStream_givesNothing() throws IOException {
    byte[] stream = deflated(bytes(new Random(2), 500), 6);
    for (int i = 0; i < stream.length; i++) {
      byte[] cut = Arrays.copyOf(stream, i);
      assertNull(inflate.inflate(ByteBuffer.wrap(cut), 500), "cut to " + i);
    }
    stream[stream.length - 1]++;
    assertNull(inflate.inflate(ByteBuffer.wrap(stream), 500), "check sum");
  }

  @Test
  void decode_changedFiles_givesWhatTheJdkGives() {
    List<byte[]> files = TiffMutationTest.files();
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      byte[] tif = TiffMutationTest.mutate(random, files.get(random.nextInt(files.size())));
      assertEquals(outcome(plain, tif), outcome(fast, tif), "change " + i);
    }
  }

  private static Object outcome(TiffDecoder decoder, byte[] tif) {
    try {
      return decoder.decode(tif, 0, tif.length);
    } catch (UnreadableTileException e) {
      return e.getMessage();
    }
  }

  /** Something between noise and zeros. */
  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(1 + i % 40);
    }
    return bytes;
  }

  private static byte[] deflated(byte[] bytes, int level) throws IOException {
    Deflater deflater = new Deflater(level);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
      stream.write(bytes);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
