package org.meltwatch.kernel.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meltwatch.model.Image;

/** What {@link TiffDecoder} does not take for a tile, and the reason it gives. */
class TiffRefusalTest {

  private static final Image IMAGE = Tiles.uniform(4, 6, 258);

  /** Uncompressed, 48 bytes of points, then the directory at 56. */
  private static TiffBuilder plain() {
    return TiffBuilder.of(IMAGE).uncompressed();
  }

  private static TiffBuilder deflated() {
    return TiffBuilder.of(IMAGE);
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal("empty", new byte[0], "file length (0) must be at least 8, a TIFF header"),
        new Refusal(
            "shorter than a header",
            new byte[7],
            "file length (7) must be at least 8, a TIFF header"),
        new Refusal(
            "not TIFF",
            "GIF89a..".getBytes(StandardCharsets.US_ASCII),
            "byte order mark (0x4749) at offset 0 must be 0x4949 or 0x4d4d, as in a TIFF file"),
        new Refusal("BigTIFF", patched(plain(), 2, 43), "magic number (43) at offset 2 must be 42"),
        new Refusal(
            "directory beyond the end",
            patched(plain(), 4, 200, 0),
            "directory's field count (2 bytes at offset 200) must end within the file (182 bytes)"),
        new Refusal(
            "directory far beyond the end",
            patched(plain(), 4, 0xFFFF, 0xFFFF),
            "directory's field count (2 bytes at offset 4294967295) must end within the file (182 bytes)"),
        new Refusal(
            "directory in the header",
            patched(plain(), 4, 0, 0),
            "directory offset (0) must not lie in the header"),
        new Refusal(
            "directory cut off",
            cut(plain(), 100),
            "directory (124 bytes at offset 58) must end within the file (100 bytes)"),
        new Refusal(
            "field count beyond the end",
            patched(plain(), 56, 0xFFFF),
            "directory (786424 bytes at offset 58) must end within the file (182 bytes)"),
        new Refusal(
            "directory follows itself",
            plain().nextDirectory(-1).build(),
            "directory offset (56) must not be repeated in the chain of directories"),
        new Refusal(
            "next directory beyond the end",
            plain().nextDirectory(5000).build(),
            "directory's field count (2 bytes at offset 5000) must end within the file (182 bytes)"),
        new Refusal(
            "millions of empty directories",
            emptyDirectories(1 << 20),
            "directories must be at most 1024 in the chain of directories"),
        new Refusal("no width", plain().field(256).build(), "ImageWidth (tag 256) is missing"),
        new Refusal(
            "no rows",
            plain().field(257, 0).build(),
            "ImageLength (tag 257) (0) in the field at offset 70 must be in [1, 16384]"),
        new Refusal(
            "too many columns",
            plain().field(256, 16_385).build(),
            "ImageWidth (tag 256) (16385) in the field at offset 58 must be in [1, 16384]"),
        new Refusal(
            "absurd rows",
            plain().field(257, 0xFFFFFFFFL).build(),
            "ImageLength (tag 257) (4294967295) in the field at offset 70 must be in [1, 16384]"),
        new Refusal(
            "too many points",
            plain().field(256, 9000).field(257, 9000).build(),
            "image (9000 x 9000) must have at most 67108864 points"),
        new Refusal(
            "two widths",
            plain().field(256, 6, 6).build(),
            "ImageWidth (tag 256)'s value count (2) in the field at offset 58 must be 1"),
        new Refusal(
            "width of another type",
            patched(plain(), 60, 5),
            "ImageWidth (tag 256)'s type (5) in the field at offset 58 must be 1, 3 or 4, an unsigned integer"),
        new Refusal(
            "no bits per sample", plain().field(258).build(), "BitsPerSample (tag 258) is missing"),
        new Refusal(
            "8 bits",
            plain().field(258, 8).build(),
            "BitsPerSample (tag 258) (8) in the field at offset 82 must be 16"),
        new Refusal(
            "colours",
            plain().field(262, 2).field(277, 3).field(258, 16, 16, 16).build(),
            "SamplesPerPixel (tag 277) (3) in the field at offset 130 must be 1"),
        new Refusal(
            "palette",
            plain().field(262, 3).build(),
            "PhotometricInterpretation (tag 262) (3) in the field at offset 106 must be in [0, 1]"),
        new Refusal(
            "no photometric interpretation",
            plain().field(262).build(),
            "PhotometricInterpretation (tag 262) is missing"),
        new Refusal(
            "signed",
            plain().field(339, 2).build(),
            "SampleFormat (tag 339) (2) in the field at offset 178 must be 1"),
        new Refusal(
            "turned",
            plain().field(274, 6).build(),
            "Orientation (tag 274) (6) in the field at offset 130 must be 1"),
        new Refusal(
            "bits from the lowest",
            plain().field(266, 2).build(),
            "FillOrder (tag 266) (2) in the field at offset 118 must be 1"),
        new Refusal(
            "JPEG",
            plain().field(259, 7).build(),
            "Compression (tag 259) (7) must be 1 (none), 5 (LZW), 8 or 32946 (deflate) or 32773 (PackBits)"),
        new Refusal(
            "predictor for floats",
            plain().field(317, 3).build(),
            "Predictor (tag 317) (3) in the field at offset 166 must be in [1, 2]"),
        new Refusal(
            "differences without compression",
            plain().differences().build(),
            "Predictor (tag 317) (2) must be 1 in compression 1: TIFF 6.0 read to the letter adds the"
                + " differences up, libtiff and Pillow take them for the points"),
        new Refusal(
            "differences in PackBits",
            plain().differences().field(259, 32773).build(),
            "Predictor (tag 317) (2) must be 1 in compression 32773: TIFF 6.0 read to the letter adds"
                + " the differences up, libtiff and Pillow take them for the points"),
        new Refusal(
            "no strip offsets", plain().field(273).build(), "StripOffsets (tag 273) is missing"),
        new Refusal(
            "no strip byte counts",
            plain().field(279).build(),
            "StripByteCounts (tag 279) is missing"),
        new Refusal(
            "rows per strip 0",
            plain().field(278, 0).build(),
            "RowsPerStrip (tag 278) (0) must be positive"),
        new Refusal(
            "a strip too few",
            plain().field(278, 2).build(),
            "StripOffsets (tag 273)'s value count (1) in the field at offset 118 must be 2"),
        new Refusal(
            "a strip too many",
            plain().field(273, 8, 8).build(),
            "StripOffsets (tag 273)'s value count (2) in the field at offset 118 must be 1"),
        new Refusal(
            "billions of strips",
            patched(plain(), 62 + 12 * 5, 0xFFFF, 0xFFFF),
            "StripOffsets (tag 273)'s value count (4294967295) in the field at offset 118 must be 1"),
        new Refusal(
            "strip beyond the end",
            plain().field(273, 1000).build(),
            "block 0 (48 bytes at offset 1000) must end within the file (182 bytes)"),
        new Refusal(
            "strip far beyond the end",
            plain().field(273, 0xFFFFFFFFL).build(),
            "block 0 (48 bytes at offset 4294967295) must end within the file (182 bytes)"),
        new Refusal(
            "strip longer than the file",
            plain().field(279, 0xFFFFFFFFL).build(),
            "block 0 (4294967295 bytes at offset 8) must end within the file (182 bytes)"),
        new Refusal(
            "strip too short",
            plain().field(279, 47).build(),
            "block 0 (47 bytes at offset 8, compression 1) must hold 48 bytes of points"),
        new Refusal(
            "strip too long",
            plain().field(279, 49).build(),
            "block 0 (49 bytes at offset 8, compression 1) must hold 48 bytes of points"),
        new Refusal(
            "tile width without length",
            plain().field(322, 16).build(),
            "TileLength (tag 323) is missing"),
        new Refusal(
            "tile width 0",
            plain().tiles(16, 16).field(322, 0).build(),
            "TileWidth (tag 322) (0) in the field at offset 606 must be in [1, 2147483647]"),
        new Refusal(
            "tile wider than the image",
            TiffBuilder.of(Tiles.uniform(1, 300, 1)).tiles(16, 320).build(),
            "TileWidth (tag 322) (320) must be at most 304, the image (300) rounded up to a multiple of 16, or 256"),
        new Refusal(
            "tile longer than a small image's",
            plain().tiles(272, 16).build(),
            "TileLength (tag 323) (272) must be at most 256, the image (4) rounded up to a multiple of 16, or 256"),
        new Refusal(
            "tile far larger than the image",
            plain().tiles(16, 16).field(322, 8192).field(323, 8192).build(),
            "TileLength (tag 323) (8192) must be at most 256, the image (4) rounded up to a multiple of 16, or 256"),
        new Refusal(
            "tile of too many points",
            plain()
                .tiles(16, 16)
                .field(257, 8191)
                .field(256, 8193)
                .field(322, 8208)
                .field(323, 8192)
                .build(),
            "tile (8192 x 8208) must have at most 67108864 points"),
        new Refusal(
            "thousands of tiles that are one and the same block",
            oneBlockForAllTiles(),
            "image (1 x 16384, 8388608 bytes with its tiles' edges) must be at most 1100 times as large as its file (808 bytes)"),
        new Refusal(
            "offsets of the values beyond the end",
            offsetsBeyondTheEnd(),
            "StripByteCounts (tag 279)'s values (16 bytes at offset 198) must end within the file (213 bytes)"),
        new Refusal(
            "not deflated",
            deflated().block(0, new byte[20]).build(),
            "block 0 at offset 8 must be deflated (unknown compression method)"),
        new Refusal(
            "deflated with a dictionary",
            deflated().block(0, dictionary()).build(),
            "block 0 at offset 8 must inflate to exactly 48 bytes and a check sum; found 0 bytes"),
        new Refusal(
            "inflates to less",
            deflated().block(0, zeros(47)).build(),
            "block 0 at offset 8 must inflate to exactly 48 bytes and a check sum; found 47 bytes"),
        new Refusal(
            "inflates to more",
            deflated().block(0, zeros(49)).build(),
            "block 0 at offset 8 must inflate to exactly 48 bytes and a check sum; found more"),
        new Refusal(
            "inflates to far more",
            deflated().block(0, zeros(1 << 20)).build(),
            "block 0 at offset 8 must inflate to exactly 48 bytes and a check sum; found more"),
        new Refusal(
            "cut off within its check sum",
            deflated().block(0, cutSum()).build(),
            "block 0 at offset 8 must inflate to exactly 48 bytes and a check sum; found no check sum"),
        new Refusal(
            "wrong check sum",
            deflated().block(0, wrongSum()).build(),
            "block 0 at offset 8 must be deflated (incorrect data check)"),
        new Refusal(
            "cannot inflate to so much",
            deflated().field(257, 16_000).field(278, 16_000).build(),
            "block 0 (13 bytes at offset 8, compression 8) must hold 192000 bytes of points"),
        new Refusal(
            "LZW of nothing",
            plain().field(259, 5).field(279, 0).build(),
            "block 0 (0 bytes at offset 8, compression 5) must hold 48 bytes of points"),
        new Refusal(
            "LZW of noise",
            plain().field(259, 5).block(0, noise(48)).build(),
            "blocks in compression 5 must be sound: com.twelvemonkeys.io.enc.DecodeException: Corrupted TIFF LZW: code 256 (table size: 258)"),
        new Refusal(
            "PackBits cut off",
            plain().field(259, 32773).field(279, 10).build(),
            "blocks in compression 32773 must be sound: java.io.EOFException: Unexpected end of PackBits stream"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void decode_whatIsNoTile_isRefusedWithReason(Refusal refusal) {
    try (TiffDecoder decoder = new TiffDecoder()) {
      UnreadableTileException refused =
          assertThrows(
              UnreadableTileException.class,
              () -> decoder.decode(refusal.tif(), 0, refusal.tif().length));
      assertEquals(refusal.reason(), refused.getMessage());
    }
  }

  private record Refusal(String name, byte[] tif, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A directory of six bytes after the other, each with nothing but where the next one is. */
  private static byte[] emptyDirectories(int count) {
    byte[] first = plain().build();
    int start = first.length;
    ByteBuffer file =
        ByteBuffer.allocate(start + 6 * count)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(plain().nextDirectory(start).build());
    for (int i = 1; i <= count; i++) {
      file.putShort((short) 0).putInt(i == count ? 0 : start + 6 * i);
    }
    return file.array();
  }

  /** 64 times the same offset: unpacks to 8 MB. */
  private static byte[] oneBlockForAllTiles() {
    long[] offsets = new long[64];
    long[] counts = new long[64];
    byte[] block = zeros(2 * 256 * 256);
    Arrays.fill(offsets, 8);
    Arrays.fill(counts, block.length);
    return TiffBuilder.of(Tiles.uniform(1, 1, 0))
        .tiles(256, 256)
        .field(256, 16_384)
        .block(0, block)
        .field(324, offsets)
        .field(325, counts)
        .build();
  }

  private static byte[] patched(TiffBuilder builder, int at, int... shorts) {
    byte[] file = builder.build();
    for (int i = 0; i < shorts.length; i++) {
      file[at + 2 * i] = (byte) shorts[i];
      file[at + 2 * i + 1] = (byte) (shorts[i] >> 8);
    }
    return file;
  }

  private static byte[] cut(TiffBuilder builder, int length) {
    return Arrays.copyOf(builder.build(), length);
  }

  private static byte[] offsetsBeyondTheEnd() {
    byte[] whole = plain().rowsPerStrip(1).build();
    return Arrays.copyOf(whole, whole.length - 1);
  }

  private static byte[] zeros(int length) {
    return TiffBuilder.deflate(new byte[length]);
  }

  /** A zlib header that asks for a preset dictionary. */
  private static byte[] dictionary() {
    return new byte[] {0x78, (byte) 0xBB, 1, 2, 3, 4, 5, 6, 7, 8};
  }

  private static byte[] cutSum() {
    byte[] stream = zeros(48);
    return Arrays.copyOf(stream, stream.length - 1);
  }

  private static byte[] wrongSum() {
    byte[] stream = zeros(48);
    stream[stream.length - 1] ^= 1;
    return stream;
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(3).nextBytes(noise);
    return noise;
  }
}
