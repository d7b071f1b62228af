package org.meltwatch.dashboard.views;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pictures of 8 bits a point as PNG, written fast: a page that follows a run asks for one several
 * times a second. ImageIO tries five filters on each row, which noise has no use for.
 */
final class GreyPng {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Of a chunk, beside what it holds: length, name and checksum. */
  private static final int AROUND = 12;

  private static final int HEADER_BYTES = 13;
  private static final byte BITS = 8;

  private GreyPng() {}

  /**
   * Writes a picture.
   *
   * @param points row by row; 0 is black
   */
  static byte[] of(int height, int width, byte[] points) {
    ByteArrayOutputStream png = new ByteArrayOutputStream(points.length / 2 + 100);
    png.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putInt(width).putInt(height).put(BITS);
    add(png, "IHDR", header.array(), HEADER_BYTES);
    byte[] rows = new byte[height * (width + 1)];
    for (int x = 0; x < height; x++) {
      // The byte before each row names its filter: none.
      System.arraycopy(points, x * width, rows, x * (width + 1) + 1, width);
    }
    addDeflated(png, rows);
    add(png, "IEND", new byte[0], 0);
    return png.toByteArray();
  }

  private static void addDeflated(ByteArrayOutputStream png, byte[] rows) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] some = new byte[1 << 16];
      while (!deflater.finished()) {
        add(png, "IDAT", some, deflater.deflate(some));
      }
    } finally {
      deflater.end();
    }
  }

  private static void add(ByteArrayOutputStream png, String name, byte[] bytes, int length) {
    ByteBuffer chunk = ByteBuffer.allocate(length + AROUND).putInt(length);
    chunk.put(name.getBytes(StandardCharsets.US_ASCII)).put(bytes, 0, length);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), Integer.BYTES, length + Integer.BYTES);
    png.writeBytes(chunk.putInt((int) sum.getValue()).array());
  }
}
