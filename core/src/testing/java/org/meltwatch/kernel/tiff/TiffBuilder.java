package org.meltwatch.kernel.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.meltwatch.model.Image;

/**
 * Writes an image as a TIFF file: header, blocks, then the directory. Little-endian, deflated and
 * in one strip unless told otherwise. Can also write files that contradict themselves.
 */
public final class TiffBuilder {

  private static final int LONG = 4;
  private static final int HEADER_BYTES = 8;

  private final Image image;
  private final Map<Integer, long[]> overrides = new TreeMap<>();
  private final Map<Integer, byte[]> blockOverrides = new TreeMap<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean deflated = true;
  private int predictor = 1;
  private boolean tiled;
  private int blockHeight;
  private int blockWidth;
  private long nextDirectory;

  private TiffBuilder(Image image) {
    this.image = image;
    this.blockHeight = image.height();
    this.blockWidth = image.width();
  }

  /** A builder of a file with this image. */
  public static TiffBuilder of(Image image) {
    return new TiffBuilder(image);
  }

  /** The image as the challenger sends it. */
  public static byte[] tiff(Image image) {
    return of(image).build();
  }

  /** Writes high bytes first. */
  public TiffBuilder bigEndian() {
    order = ByteOrder.BIG_ENDIAN;
    return this;
  }

  /** Stores the points without compression. */
  public TiffBuilder uncompressed() {
    deflated = false;
    return this;
  }

  /** Stores each point as its difference from its left neighbour (predictor 2). */
  public TiffBuilder differences() {
    predictor = 2;
    return this;
  }

  /** Cuts the image into strips of that many rows. */
  public TiffBuilder rowsPerStrip(int rows) {
    blockHeight = rows;
    return this;
  }

  /** Cuts the image into tiles. */
  public TiffBuilder tiles(int height, int width) {
    tiled = true;
    blockHeight = height;
    blockWidth = width;
    return this;
  }

  /** Writes other values into a field than the right ones, none for no field at all. */
  public TiffBuilder field(int tag, long... values) {
    overrides.put(tag, values);
    return this;
  }

  /** Writes other bytes into a block than the right ones. */
  public TiffBuilder block(int index, byte... bytes) {
    blockOverrides.put(index, bytes);
    return this;
  }

  /** Writes the offset of another directory behind this one; -1 stands for this one's own. */
  public TiffBuilder nextDirectory(long offset) {
    nextDirectory = offset;
    return this;
  }

  /** The file. */
  public byte[] build() {
    List<byte[]> blocks = blocks();
    for (Map.Entry<Integer, byte[]> other : blockOverrides.entrySet()) {
      blocks.set(other.getKey(), other.getValue());
    }
    long[] offsets = new long[blocks.size()];
    long[] counts = new long[blocks.size()];
    int end = HEADER_BYTES;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = end;
      counts[i] = blocks.get(i).length;
      end += blocks.get(i).length;
    }
    end += end & 1;
    byte[] directory = directory(fields(offsets, counts), end);
    ByteBuffer file = ByteBuffer.allocate(end + directory.length).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    file.put(mark).put(mark).putShort((short) 42).putInt(end);
    blocks.forEach(file::put);
    file.position(end).put(directory);
    return file.array();
  }

  private List<byte[]> blocks() {
    List<byte[]> blocks = new ArrayList<>();
    for (int top = 0; top < image.height(); top += blockHeight) {
      for (int left = 0; left < image.width(); left += blockWidth) {
        int rows = tiled ? blockHeight : Math.min(blockHeight, image.height() - top);
        byte[] points = points(top, left, rows);
        blocks.add(deflated ? deflate(points) : points);
      }
    }
    return blocks;
  }

  private byte[] points(int top, int left, int rows) {
    ByteBuffer bytes = ByteBuffer.allocate(rows * blockWidth * Short.BYTES).order(order);
    for (int x = top; x < top + rows; x++) {
      int before = 0;
      for (int y = left; y < left + blockWidth; y++) {
        int value = x < image.height() && y < image.width() ? image.at(x, y) : 0;
        bytes.putShort((short) (predictor == 2 ? value - before : value));
        before = value;
      }
    }
    return bytes.array();
  }

  /** A zlib stream of these bytes. */
  public static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater(6);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  private Map<Integer, long[]> fields(long[] offsets, long[] counts) {
    Map<Integer, long[]> fields = new TreeMap<>();
    fields.put(256, new long[] {image.width()});
    fields.put(257, new long[] {image.height()});
    fields.put(258, new long[] {16});
    fields.put(259, new long[] {deflated ? 8 : 1});
    fields.put(262, new long[] {1});
    fields.put(277, new long[] {1});
    fields.put(317, new long[] {predictor});
    fields.put(tiled ? 324 : 273, offsets);
    fields.put(tiled ? 325 : 279, counts);
    if (tiled) {
      fields.put(322, new long[] {blockWidth});
      fields.put(323, new long[] {blockHeight});
    } else {
      fields.put(278, new long[] {blockHeight});
    }
    fields.putAll(overrides);
    fields.values().removeIf(values -> values.length == 0);
    return fields;
  }

  private byte[] directory(Map<Integer, long[]> fields, int start) {
    int valuesAt = 2 + 12 * fields.size() + 4;
    int values = fields.values().stream().mapToInt(a -> a.length == 1 ? 0 : a.length).sum();
    ByteBuffer out = ByteBuffer.allocate(valuesAt + LONG * values).order(order);
    ByteBuffer far = out.duplicate().order(order).position(valuesAt);
    out.putShort((short) fields.size());
    for (Map.Entry<Integer, long[]> field : fields.entrySet()) {
      long[] numbers = field.getValue();
      out.putShort(field.getKey().shortValue()).putShort((short) LONG).putInt(numbers.length);
      if (numbers.length == 1) {
        out.putInt((int) numbers[0]);
      } else {
        out.putInt(start + far.position());
        Arrays.stream(numbers).forEach(number -> far.putInt((int) number));
      }
    }
    out.putInt((int) (nextDirectory == -1 ? start : nextDirectory));
    return out.array();
  }
}
