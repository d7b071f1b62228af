package org.meltwatch.kernel.tiff;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.received.Slice;

/**
 * Reads tiles: TIFF files with a 16-bit greyscale image, in either byte order, in strips or tiles,
 * with or without horizontal differencing. Stored values are taken as they are, also where the file
 * calls white zero. Of several images in a file the first is read.
 *
 * <p>Uncompressed and deflated images are read here. LZW and PackBits take the slower way through
 * TwelveMonkeys; other compressions are refused.
 *
 * <p>Deflated blocks are unpacked by libdeflate where the system has it, else by the JDK; the bytes
 * are the same.
 *
 * <p>Keeps its inflaters and its buffers from image to image; not for use by several threads.
 * Closing it frees the inflaters' native memory early; that of a decoder which is merely dropped is
 * freed by the inflaters' own cleaners.
 */
public final class TiffDecoder implements AutoCloseable {

  /*
   * Nearly all the time goes into inflating, so the rest does little: the directory is parsed in
   * place, each strip is inflated in one call into a byte array that stays in the cache, and its
   * bytes become shorts in one bulk copy that swaps them where needed. The inflater is reset for
   * each block, as each is a zlib stream of its own. It is given room for one byte more than the
   * block should hold: it then meets the end of the stream, checks the sum over it, and shows any
   * surplus. What libdeflate does not accept goes through the inflater too, which says what is wrong.
   */

  private final ImageLimits limits;
  private final Inflater inflater = new Inflater();
  private final @Nullable NativeInflate fast;
  private byte[] inflated = {};
  private short[] tile = {};

  /** A decoder with the default limits. */
  public TiffDecoder() {
    this(ImageLimits.DEFAULT);
  }

  /** A decoder that refuses images beyond the limits. */
  public TiffDecoder(ImageLimits limits) {
    this(limits, NativeInflate.createIfFound());
  }

  /**
   * A decoder that refuses images beyond the limits.
   *
   * @param fast unpacks before the JDK is asked; owned by this decoder. Null if nothing does
   */
  public TiffDecoder(ImageLimits limits, @Nullable NativeInflate fast) {
    this.limits = requireNonNull(limits, "limits");
    this.fast = fast;
  }

  /** The name of what unpacks deflated images in this process. */
  public static String inflater() {
    return NativeInflate.isThere() ? "libdeflate" : "java.util.zip";
  }

  /**
   * The image in a slice.
   *
   * @throws UnreadableTileException as {@link #decode(byte[], int, int)}
   */
  public Image decode(Slice file) throws UnreadableTileException {
    return decode(file.array(), file.offset(), file.length());
  }

  /**
   * The image in {@code buffer[offset .. offset + length)}.
   *
   * @throws UnreadableTileException if these bytes are not such a file, are cut off or contradict
   *     themselves, or if the image is beyond the limits
   */
  public Image decode(byte[] buffer, int offset, int length) throws UnreadableTileException {
    checkFromIndexSize(offset, length, buffer.length);
    TiffBytes bytes = TiffBytes.of(buffer, offset, length);
    TiffLayout layout = TiffLayout.read(bytes, limits);
    if (!layout.isDeflated() && !layout.isUncompressed()) {
      return ForeignTiff.decode(bytes, layout);
    }
    short[] pixels = new short[layout.height * layout.width];
    for (int block = 0; block < layout.blocks(); block++) {
      if (layout.tiled) {
        readTile(bytes, layout, block, pixels);
      } else {
        read(bytes, layout, block, pixels, layout.top(block) * layout.width);
      }
    }
    return new Image(layout.height, layout.width, pixels);
  }

  private void readTile(TiffBytes bytes, TiffLayout layout, int block, short[] pixels)
      throws UnreadableTileException {
    int points = layout.blockHeight * layout.blockWidth;
    if (tile.length < points) {
      tile = new short[points];
    }
    read(bytes, layout, block, tile, 0);
    int left = layout.left(block);
    int top = layout.top(block);
    int columns = Math.min(layout.blockWidth, layout.width - left);
    int rows = Math.min(layout.blockHeight, layout.height - top);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          tile, row * layout.blockWidth, pixels, (top + row) * layout.width + left, columns);
    }
  }

  private void read(TiffBytes bytes, TiffLayout layout, int block, short[] target, int start)
      throws UnreadableTileException {
    int points = layout.blockRows(block) * layout.blockWidth;
    ByteBuffer stored = bytes.range(layout.offset(block), layout.byteCount(block));
    if (layout.isDeflated()) {
      stored = inflate(stored, 2 * points, block, layout.offset(block)).order(bytes.order());
    }
    stored.asShortBuffer().get(target, start, points);
    if (layout.predictor == 2) {
      addUp(target, start, points, layout.blockWidth);
    }
  }

  private ByteBuffer inflate(ByteBuffer stored, int size, int block, int offset)
      throws UnreadableTileException {
    ByteBuffer whole = fast == null ? null : fast.inflate(stored, size);
    if (whole != null) {
      return whole;
    }
    if (inflated.length < size + 1) {
      inflated = new byte[size + 1];
    }
    try {
      inflater.setInput(stored);
      int held = inflater.inflate(inflated, 0, size + 1);
      if (held != size || !inflater.finished()) {
        String found = held > size ? "more" : held < size ? held + " bytes" : "no check sum";
        throw new UnreadableTileException(
            String.format(
                Locale.ROOT,
                "block %d at offset %d must inflate to exactly %d bytes and a check sum; found %s",
                block,
                offset,
                size,
                found));
      }
    } catch (DataFormatException e) {
      throw new UnreadableTileException(
          String.format(
              Locale.ROOT,
              "block %d at offset %d must be deflated (%s)",
              block,
              offset,
              e.getMessage()),
          e);
    } finally {
      // Also lets go of the caller's buffer.
      inflater.reset();
    }
    return ByteBuffer.wrap(inflated, 0, size);
  }

  private static void addUp(short[] points, int start, int count, int rowLength) {
    for (int row = start; row < start + count; row += rowLength) {
      int value = 0;
      for (int i = row; i < row + rowLength; i++) {
        value += points[i];
        points[i] = (short) value;
      }
    }
  }

  @Override
  public void close() {
    inflater.end();
    if (fast != null) {
      fast.close();
    }
  }
}
