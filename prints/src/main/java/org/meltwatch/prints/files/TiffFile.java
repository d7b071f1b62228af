package org.meltwatch.prints.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.meltwatch.model.Image;

/**
 * Writes images as the known data set's files are: TIFF, little-endian, 16-bit greyscale,
 * BlackIsZero, deflate without predictor, strips of at most 64 KiB (8 strips of 65 rows for 500 x
 * 500).
 *
 * <p>The pixels are the same on every machine; the bytes need not be, as builds of zlib differ.
 */
public final class TiffFile {

  private static final int STRIP_BYTES = 65536;
  private static final int HEADER_BYTES = 8;
  private static final int ENTRIES = 10;
  private static final int DIRECTORY_BYTES = 2 + 12 * ENTRIES + 4;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final Image image;
  private final int rowsPerStrip;

  private TiffFile(Image image) {
    this.image = image;
    this.rowsPerStrip = Math.min(image.height(), Math.max(1, STRIP_BYTES / (2 * image.width())));
  }

  /** The image as a file's bytes. */
  public static byte[] encode(Image image) {
    return new TiffFile(image).encode();
  }

  private byte[] encode() {
    List<byte[]> strips = strips();
    int end = HEADER_BYTES + strips.stream().mapToInt(strip -> strip.length).sum();
    int directory = end + (end & 1);
    ByteBuffer file =
        ByteBuffer.allocate(directory + DIRECTORY_BYTES + 8 * strips.size())
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
    strips.forEach(file::put);
    file.position(directory);
    putDirectory(file, strips);
    int offset = HEADER_BYTES;
    for (byte[] strip : strips) {
      file.putInt(offset);
      offset += strip.length;
    }
    strips.forEach(strip -> file.putInt(strip.length));
    return Arrays.copyOf(file.array(), file.position());
  }

  /** Entries must be in ascending order; a list of one value is the entry's value itself. */
  private void putDirectory(ByteBuffer file, List<byte[]> strips) {
    int lists = file.position() + DIRECTORY_BYTES;
    int count = strips.size();
    file.putShort((short) ENTRIES);
    put(file, 256, LONG, 1, image.width());
    put(file, 257, LONG, 1, image.height());
    put(file, 258, SHORT, 1, 16); // bits per sample
    put(file, 259, SHORT, 1, 8); // compression: deflate
    put(file, 262, SHORT, 1, 1); // black is zero
    put(file, 273, LONG, count, count == 1 ? HEADER_BYTES : lists); // strip offsets
    put(file, 277, SHORT, 1, 1); // samples per pixel
    put(file, 278, LONG, 1, rowsPerStrip);
    put(file, 279, LONG, count, count == 1 ? strips.get(0).length : lists + 4 * count);
    put(file, 284, SHORT, 1, 1); // samples of a pixel side by side
    file.putInt(0); // no further image
  }

  private static void put(ByteBuffer file, int tag, int type, int count, int value) {
    file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  private List<byte[]> strips() {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setStrategy(Deflater.HUFFMAN_ONLY);
    try {
      List<byte[]> strips = new ArrayList<>();
      for (int row = 0; row < image.height(); row += rowsPerStrip) {
        strips.add(strip(deflater, row, Math.min(rowsPerStrip, image.height() - row)));
      }
      return strips;
    } finally {
      deflater.end();
    }
  }

  private byte[] strip(Deflater deflater, int firstRow, int rows) {
    ByteBuffer raw = ByteBuffer.allocate(2 * rows * image.width()).order(ByteOrder.LITTLE_ENDIAN);
    raw.asShortBuffer().put(image.pixels(), firstRow * image.width(), rows * image.width());
    deflater.reset();
    deflater.setInput(raw.array());
    deflater.finish();
    byte[] packed = new byte[raw.capacity() + raw.capacity() / 100 + 128];
    int length = 0;
    while (!deflater.finished()) {
      // more than once: the first call may do no more than take over the strategy
      int more = deflater.deflate(packed, length, packed.length - length);
      if (more == 0 && length == packed.length) {
        packed = Arrays.copyOf(packed, 2 * packed.length);
      }
      length += more;
    }
    return Arrays.copyOf(packed, length);
  }
}
