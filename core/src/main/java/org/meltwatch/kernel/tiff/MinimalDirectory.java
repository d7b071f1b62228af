package org.meltwatch.kernel.tiff;

import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/** A TIFF directory that says no more than a {@link TiffLayout} does. */
final class MinimalDirectory {

  private static final int LONG = 4;
  private static final int MOST_FIELDS = 12;
  private static final int FIELD_BYTES = 12;

  private final ByteBuffer file;
  private int values;
  private int fields;

  private MinimalDirectory(ByteBuffer file, int values) {
    this.file = file;
    this.values = values;
  }

  /** A copy of the file that starts with a new directory, written behind everything else. */
  static byte[] append(TiffBytes bytes, TiffLayout layout) {
    int start = bytes.length() + (bytes.length() & 1);
    int values = start + 2 + MOST_FIELDS * FIELD_BYTES + 4;
    byte[] copy = new byte[values + 2 * Integer.BYTES * layout.blocks()];
    ByteBuffer file = ByteBuffer.wrap(copy).order(bytes.order());
    file.put(bytes.range(0, bytes.length()));
    file.putInt(4, start);
    file.position(start + 2);
    MinimalDirectory directory = new MinimalDirectory(file, values);
    directory.write(layout);
    file.putShort(start, (short) directory.fields);
    return copy;
  }

  /** Fields in ascending order of their tags, as the format wants them. */
  private void write(TiffLayout layout) {
    one(TiffTag.IMAGE_WIDTH, layout.width);
    one(TiffTag.IMAGE_LENGTH, layout.height);
    one(TiffTag.BITS_PER_SAMPLE, 16);
    one(TiffTag.COMPRESSION, layout.compression);
    one(TiffTag.PHOTOMETRIC_INTERPRETATION, 1);
    if (!layout.tiled) {
      all(TiffTag.STRIP_OFFSETS, layout.blocks(), layout::offset);
    }
    one(TiffTag.SAMPLES_PER_PIXEL, 1);
    if (!layout.tiled) {
      one(TiffTag.ROWS_PER_STRIP, layout.blockHeight);
      all(TiffTag.STRIP_BYTE_COUNTS, layout.blocks(), layout::byteCount);
    }
    one(TiffTag.PREDICTOR, layout.predictor);
    if (layout.tiled) {
      one(TiffTag.TILE_WIDTH, layout.blockWidth);
      one(TiffTag.TILE_LENGTH, layout.blockHeight);
      all(TiffTag.TILE_OFFSETS, layout.blocks(), layout::offset);
      all(TiffTag.TILE_BYTE_COUNTS, layout.blocks(), layout::byteCount);
    }
  }

  private void one(TiffTag tag, int value) {
    all(tag, 1, index -> value);
  }

  private void all(TiffTag tag, int count, IntUnaryOperator value) {
    fields++;
    file.putShort((short) tag.number).putShort((short) LONG).putInt(count);
    if (count == 1) {
      file.putInt(value.applyAsInt(0));
      return;
    }
    file.putInt(values);
    for (int i = 0; i < count; i++, values += Integer.BYTES) {
      file.putInt(values, value.applyAsInt(i));
    }
  }
}
