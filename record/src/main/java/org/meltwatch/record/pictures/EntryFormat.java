package org.meltwatch.record.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.OutlierList;
import org.meltwatch.model.TileHeader;

/*
 * An entry of a pack file, numbers big-endian:
 *
 *   int    0x4D575031, "MWP1"
 *   int    how many bytes follow up to the checksum
 *   byte   kind: p, f, o, s or x
 *   long   batch id          int  tile      int  layer      long  received, microseconds
 *   int    rows of the tile  int  columns   float  mean     float  share of void points
 *   int    outliers of the tile, or its saturated points, or -1
 *   short  length of the print's name in bytes; then the name, UTF-8
 *   p: BitRows;  f: the low bytes of all points, then the high ones, deflated;
 *   o: how many follow (int), and for each x (short), y (short) and (byte) the sign of N and, up
 *      to 127, |N| / 1140 / 512
 *   s: how many runs follow (int), and for each x (short), y (short) and how many points (short)
 *   int    CRC-32C of what is between the length and it
 */

/** How entries are written; the comment above has every byte. */
final class EntryFormat {

  static final int MAGIC = 0x4D575031;

  /** Magic and length. */
  static final int HEAD = 8;

  /** The fixed part behind them. */
  static final int FIXED = 1 + 8 + 4 + 4 + 8 + 4 + 4 + 4 + 4 + 4 + 2;

  static final int LONGEST_NAME = 1 << 15;
  static final int MOST_BYTES = 1 << 30;

  /** The most outliers of a tile that are kept: the strongest would not show where they are. */
  static final int MOST_OUTLIERS = 4096;

  /** The most runs of saturated points of a tile that are kept: the first ones. */
  static final int MOST_RUNS = 4096;

  /** Numbers of a run. */
  static final int RUN_FIELDS = 3;

  /** Numbers of an outlier as it is read. */
  static final int OUTLIER_FIELDS = 3;

  /** Deviations of outliers are kept in multiples of it. */
  static final int DEVIATION_STEP = 512;

  private static final int OUTLIER_BYTES = 5;
  private static final int STRENGTH_STEP = DEVIATION_STEP * Outlier.DENOMINATOR;

  private EntryFormat() {}

  static byte[] preview(TileHeader tile, Image image, Preview preview) {
    byte[] values = preview.values();
    ByteBuffer body = begin(Entry.Kind.PREVIEW, tile, BitRows.most(values.length));
    put(body, tile, image.height(), image.width(), preview, -1);
    BitRows.pack(values, body);
    return end(body);
  }

  static byte[] full(TileHeader tile, Image image, Preview preview) {
    byte[] deflated = deflated(image.pixels());
    ByteBuffer body = begin(Entry.Kind.FULL, tile, deflated.length);
    put(body, tile, image.height(), image.width(), preview, -1);
    return end(body.put(deflated));
  }

  static byte[] outliers(TileHeader tile, OutlierList outliers) {
    int step = (outliers.size() + MOST_OUTLIERS - 1) / MOST_OUTLIERS;
    int kept = step == 0 ? 0 : (outliers.size() + step - 1) / step;
    ByteBuffer body = begin(Entry.Kind.OUTLIERS, tile, 4 + kept * OUTLIER_BYTES);
    put(body, tile, 0, 0, null, outliers.size());
    body.putInt(kept);
    for (int at = 0; at < outliers.size(); at += step) {
      int numerator = outliers.numerators()[at];
      int strength = Math.min(127, Math.abs(numerator / STRENGTH_STEP));
      body.putShort((short) outliers.x()[at]).putShort((short) outliers.y()[at]);
      body.put((byte) (numerator < 0 ? -Math.max(1, strength) : Math.max(1, strength)));
    }
    return end(body);
  }

  /**
   * Where saturated points are.
   *
   * @param runs x, y and length of each run of them within a row, in turns
   * @param points how many points there are
   */
  static byte[] saturated(TileHeader tile, int[] runs, int points) {
    ByteBuffer body = begin(Entry.Kind.SATURATED, tile, 4 + 2 * runs.length);
    put(body, tile, 0, 0, null, points);
    body.putInt(runs.length / RUN_FIELDS);
    for (int number : runs) {
      body.putShort((short) number);
    }
    return end(body);
  }

  static byte[] cut(TileHeader tile) {
    ByteBuffer body = begin(Entry.Kind.CUT, tile, 0);
    put(body, tile, 0, 0, null, -1);
    return end(body);
  }

  private static ByteBuffer begin(Entry.Kind kind, TileHeader tile, int most) {
    int name = tile.key().printId().length() * 3;
    return ByteBuffer.allocate(HEAD + FIXED + name + most + 4).position(HEAD).put(kind.code());
  }

  private static void put(
      ByteBuffer body,
      TileHeader tile,
      int height,
      int width,
      @Nullable Preview preview,
      int found) {
    byte[] name = tile.key().printId().getBytes(UTF_8);
    if (name.length >= LONGEST_NAME) {
      throw new IllegalArgumentException(
          "print_id (" + name.length + " bytes) must have less than " + LONGEST_NAME);
    }
    body.putLong(tile.seqId()).putInt(tile.key().tileId()).putInt(tile.layer());
    body.putLong(tile.receivedMicros()).putInt(height).putInt(width);
    body.putFloat(preview == null ? 0 : preview.mean());
    body.putFloat(preview == null ? 0 : preview.voidShare());
    body.putInt(found).putShort((short) name.length).put(name);
  }

  private static byte[] end(ByteBuffer entry) {
    int length = entry.position() - HEAD;
    entry.putInt(0, MAGIC).putInt(4, length);
    CRC32C sum = new CRC32C();
    sum.update(entry.duplicate().flip().position(HEAD));
    entry.putInt((int) sum.getValue());
    byte[] bytes = new byte[entry.position()];
    entry.flip().get(bytes);
    return bytes;
  }

  private static byte[] deflated(short[] pixels) {
    byte[] planes = new byte[2 * pixels.length];
    for (int at = 0; at < pixels.length; at++) {
      planes[at] = (byte) pixels[at];
      planes[pixels.length + at] = (byte) (pixels[at] >> 8);
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(planes);
      deflater.finish();
      // Room for what cannot be compressed, five bytes for each block of it and some more.
      byte[] deflated = new byte[planes.length + planes.length / 1000 + 64];
      int length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(deflated, length, deflated.length - length);
      }
      return Arrays.copyOf(deflated, length);
    } finally {
      deflater.end();
    }
  }

  /**
   * The points of a full entry's payload.
   *
   * @throws IllegalArgumentException if it is not what was written
   */
  static Image image(ByteBuffer payload, int height, int width) {
    int points = Math.multiplyExact(height, width);
    byte[] planes = new byte[Math.multiplyExact(2, points)];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(payload);
      int length = 0;
      for (int n = 1; n > 0; length += n) {
        n = inflater.inflate(planes, length, planes.length - length);
      }
      if (length != planes.length) {
        throw new IllegalArgumentException("the picture ends before its last point");
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("the picture is not compressed as it should be", e);
    } finally {
      inflater.end();
    }
    short[] pixels = new short[points];
    for (int at = 0; at < points; at++) {
      pixels[at] = (short) ((planes[at] & 0xFF) | planes[points + at] << 8);
    }
    return new Image(height, width, pixels);
  }
}
