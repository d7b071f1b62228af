package org.meltwatch.kernel.tiff;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.Image;

/**
 * What can be seen of a file that {@link TiffDecoder} refuses, for people to look at: the points of
 * each block up to where it breaks off. All others are 0. Nothing is to be computed of it.
 */
public final class TiffSalvage {

  /** What a file that was cut off may lack at the most. */
  private static final int MOST_MISSING = 16 << 20;

  private final TiffBytes bytes;
  private final TiffLayout layout;
  private final short[] pixels;
  private boolean any;

  private TiffSalvage(TiffBytes bytes, TiffLayout layout) {
    this.bytes = bytes;
    this.layout = layout;
    this.pixels = new short[layout.height * layout.width];
  }

  /**
   * The image in bytes that begin as a TIFF file does.
   *
   * @return null if they do not say where its points lie, or if none can be read
   */
  public static @Nullable Image of(byte[] file, ImageLimits limits) {
    // What was cut off counts as zeros, so that the layout says where blocks would have ended.
    for (int missing : new int[] {0, MOST_MISSING}) {
      try {
        byte[] padded = Arrays.copyOf(file, file.length + missing);
        TiffBytes bytes = TiffBytes.of(padded, 0, padded.length);
        return new TiffSalvage(bytes, TiffLayout.read(bytes, limits)).read();
      } catch (UnreadableTileException e) {
        if (missing > 0) {
          return null;
        }
      }
    }
    return null;
  }

  private @Nullable Image read() {
    if (!layout.isDeflated() && !layout.isUncompressed()) {
      return null;
    }
    for (int block = 0; block < layout.blocks(); block++) {
      read(block);
    }
    return any ? new Image(layout.height, layout.width, pixels) : null;
  }

  private void read(int block) {
    int rows = layout.blockRows(block);
    byte[] points = new byte[2 * rows * layout.blockWidth];
    ByteBuffer stored = bytes.range(layout.offset(block), layout.byteCount(block));
    int held = layout.isDeflated() ? inflate(stored, points) : points.length;
    if (!layout.isDeflated()) {
      stored.get(points, 0, held);
    }
    any |= held > 1;
    ByteBuffer values = ByteBuffer.wrap(points).order(bytes.order());
    int left = layout.left(block);
    int columns = Math.min(layout.blockWidth, layout.width - left);
    int lines = Math.min(rows, layout.height - layout.top(block));
    for (int row = 0; row < lines; row++) {
      int value = 0;
      for (int column = 0; column < columns; column++) {
        int at = row * layout.blockWidth + column;
        if (2 * at + 1 >= held) {
          return;
        }
        value = (layout.predictor == 2 ? value : 0) + values.getShort(2 * at);
        pixels[(layout.top(block) + row) * layout.width + left + column] = (short) value;
      }
    }
  }

  /** How many bytes there were until it broke off. */
  private static int inflate(ByteBuffer stored, byte[] points) {
    Inflater inflater = new Inflater();
    int held = 0;
    try {
      inflater.setInput(stored);
      for (int more = 1; more > 0 && held < points.length; held += more) {
        more = inflater.inflate(points, held, Math.min(points.length - held, 512));
      }
    } catch (DataFormatException e) {
      // What came before is what there is to see.
      return held;
    } finally {
      inflater.end();
    }
    return held;
  }
}
