package org.meltwatch.kernel.tiff;

import java.util.Locale;
import org.meltwatch.model.received.Slice;

/**
 * Where the points of a 16-bit greyscale image lie in its file: in blocks that cover it row by row,
 * either strips (as wide as the image, the last one ending with it) or tiles (stored whole even
 * where they reach over its edges). Every field is checked against the image limits and the file's
 * end, so that whoever reads by this layout takes no more memory than the limits allow.
 */
public final class TiffLayout {

  private static final int UNCOMPRESSED = 1;
  private static final int LZW = 5;
  private static final int DEFLATE = 8;
  private static final int PACK_BITS = 32773;
  private static final int OLD_DEFLATE = 32946;

  private static final int ANY_SHORT = 65535;

  private static final int TILE_UNIT = 16;

  /** Of libtiff, for whom does not say otherwise. */
  private static final int USUAL_TILE = 256;

  public final int height;
  public final int width;
  final int compression;

  /** 1 for plain values, 2 for differences from the point to the left. */
  final int predictor;

  final boolean tiled;
  final int blockHeight;
  final int blockWidth;
  private final int[] offsets;
  private final int[] byteCounts;

  private TiffLayout(TiffFields fields, TiffBytes bytes, ImageLimits limits)
      throws UnreadableTileException {
    height = fields.one(TiffTag.IMAGE_LENGTH, 1, limits.maxSide());
    width = fields.one(TiffTag.IMAGE_WIDTH, 1, limits.maxSide());
    requireArea("image", height, width, limits);
    compression = compression(fields);
    predictor = predictor(fields, compression);
    tiled = fields.has(TiffTag.TILE_WIDTH);
    if (tiled) {
      blockHeight = tileSide(fields, TiffTag.TILE_LENGTH, height);
      blockWidth = tileSide(fields, TiffTag.TILE_WIDTH, width);
      requireArea("tile", blockHeight, blockWidth, limits);
    } else {
      blockHeight = fields.oneUpTo(TiffTag.ROWS_PER_STRIP, height);
      blockWidth = width;
    }
    int blocks = blocks(limits);
    // Once the file is known to list so many blocks, there is a bound on what that takes.
    long[] starts = fields.all(tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS, blocks);
    long[] counts =
        fields.all(tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS, blocks);
    offsets = new int[blocks];
    byteCounts = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      offsets[i] = bytes.require(starts[i], counts[i], "block " + i);
      byteCounts[i] = (int) counts[i];
      requireRoom(i);
    }
    requireRatio(bytes, limits);
  }

  /** The layout of the file's first image. */
  public static TiffLayout read(TiffBytes bytes, ImageLimits limits)
      throws UnreadableTileException {
    TiffFields fields = TiffFields.first(bytes);
    fields.one(TiffTag.SAMPLES_PER_PIXEL, 1, 1, 1);
    fields.one(TiffTag.BITS_PER_SAMPLE, 16, 16);
    fields.one(TiffTag.SAMPLE_FORMAT, 1, 1, 1);
    fields.one(TiffTag.PHOTOMETRIC_INTERPRETATION, 0, 1);
    fields.one(TiffTag.FILL_ORDER, 1, 1, 1);
    // Any other would turn or mirror the rows and columns that the results name.
    fields.one(TiffTag.ORIENTATION, 1, 1, 1);
    return new TiffLayout(fields, bytes, limits);
  }

  /**
   * How many bytes the points of a file's first image take; the file's own, if it has no layout.
   */
  public static long unpackedBytes(Slice file, ImageLimits limits) {
    try {
      TiffBytes bytes = TiffBytes.of(file.array(), file.offset(), file.length());
      TiffLayout layout = read(bytes, limits);
      return (long) Short.BYTES * layout.height * layout.width;
    } catch (UnreadableTileException e) {
      // It becomes a dead letter.
      return file.length();
    }
  }

  /** Those without loss for 16 bits, and without a second idea of the size as JPEG's kinds have. */
  private static int compression(TiffFields fields) throws UnreadableTileException {
    int compression = fields.one(TiffTag.COMPRESSION, 1, ANY_SHORT, UNCOMPRESSED);
    return switch (compression) {
      case UNCOMPRESSED, LZW, DEFLATE, PACK_BITS, OLD_DEFLATE -> compression;
      default ->
          throw new UnreadableTileException(
              String.format(
                  Locale.ROOT,
                  "%s (%d) must be 1 (none), 5 (LZW), 8 or 32946 (deflate) or 32773 (PackBits)",
                  TiffTag.COMPRESSION,
                  compression));
    };
  }

  /**
   * Writers and readers disagree on differences in other compressions than LZW and deflate: either
   * reading would be wrong for some files, and shows in nothing but every point of the image.
   */
  private static int predictor(TiffFields fields, int compression) throws UnreadableTileException {
    int predictor = fields.one(TiffTag.PREDICTOR, 1, 2, 1);
    if (predictor == 2 && (compression == UNCOMPRESSED || compression == PACK_BITS)) {
      throw new UnreadableTileException(
          String.format(
                  Locale.ROOT,
                  "%s (2) must be 1 in compression %d: TIFF 6.0 read to the letter adds the differences up,",
                  TiffTag.PREDICTOR,
                  compression)
              + " libtiff and Pillow take them for the points");
    }
    return predictor;
  }

  /**
   * Tiles are multiples of 16, and as large as their writer always makes them, however small the
   * image. What is larger than both only takes memory.
   */
  private static int tileSide(TiffFields fields, TiffTag tag, int imageSide)
      throws UnreadableTileException {
    int side = fields.one(tag, 1, Integer.MAX_VALUE);
    int most = Math.max(USUAL_TILE, (imageSide + TILE_UNIT - 1) / TILE_UNIT * TILE_UNIT);
    if (side > most) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "%s (%d) must be at most %d, the image (%d) rounded up to a multiple of %d, or %d",
              tag,
              side,
              most,
              imageSide,
              TILE_UNIT,
              USUAL_TILE));
    }
    return side;
  }

  private static void requireArea(String what, int height, int width, ImageLimits limits)
      throws UnreadableTileException {
    if ((long) height * width > limits.maxPixels()) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "%s (%d x %d) must have at most %d points",
              what,
              height,
              width,
              limits.maxPixels()));
    }
  }

  /**
   * Refuses a file that unpacks to far more than it is, whatever its blocks say: they may all lie
   * at the same place. What tiles hold beyond the image's edges has to be unpacked as well.
   */
  private void requireRatio(TiffBytes bytes, ImageLimits limits) throws UnreadableTileException {
    long points = 2L * height * width;
    long stored = tiled ? 2L * blocks() * blockHeight * blockWidth : points;
    if (stored > (long) limits.maxRatio() * bytes.length()) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "image (%d x %d, %d bytes%s) must be at most %d times as large as its file (%d bytes)",
              height,
              width,
              stored,
              stored == points ? "" : " with its tiles' edges",
              limits.maxRatio(),
              bytes.length()));
    }
  }

  private int blocks(ImageLimits limits) throws UnreadableTileException {
    long blocks = (long) blocksDown() * blocksAcross();
    if (blocks > limits.maxBlocks()) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "%s (%d) must be at most %d",
              tiled ? "tiles" : "strips",
              blocks,
              limits.maxBlocks()));
    }
    return (int) blocks;
  }

  /** Refuses a block that cannot hold its points, whatever its bytes are. */
  private void requireRoom(int block) throws UnreadableTileException {
    long needed = 2L * blockRows(block) * blockWidth;
    long most = (long) byteCounts[block] * mostGrowth();
    boolean fits = isUncompressed() ? most == needed : most >= needed;
    if (!fits) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "block %d (%d bytes at offset %d, compression %d) must hold %d bytes of points",
              block,
              byteCounts[block],
              offsets[block],
              compression,
              needed));
    }
  }

  /** How many bytes of points a byte of the file stands for at the most. */
  private int mostGrowth() {
    return switch (compression) {
      case UNCOMPRESSED -> 1;
      // 2 bytes for 128 times the same.
      case PACK_BITS -> 64;
      // A code of 12 bits for a string of at most 4096 bytes.
      case LZW -> 4096;
      // 2 bits for a match of 258 bytes.
      default -> 1032;
    };
  }

  boolean isUncompressed() {
    return compression == UNCOMPRESSED;
  }

  boolean isDeflated() {
    return compression == DEFLATE || compression == OLD_DEFLATE;
  }

  private int blocksDown() {
    return (height + blockHeight - 1) / blockHeight;
  }

  private int blocksAcross() {
    return (width + blockWidth - 1) / blockWidth;
  }

  public int blocks() {
    return offsets.length;
  }

  public int offset(int block) {
    return offsets[block];
  }

  public int byteCount(int block) {
    return byteCounts[block];
  }

  /** The image row of the block's first row. */
  int top(int block) {
    return block / blocksAcross() * blockHeight;
  }

  /** The image column of the block's first column. */
  int left(int block) {
    return block % blocksAcross() * blockWidth;
  }

  /** How many rows the block stores. */
  int blockRows(int block) {
    return tiled ? blockHeight : Math.min(blockHeight, height - top(block));
  }
}
