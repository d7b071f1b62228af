package org.meltwatch.transforms;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.meltwatch.model.Image;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.DeadLetter;

/** Dead letters for tiles that were decoded before they were refused. */
public final class DeadLetters {

  private static final short SHORT = 3;
  private static final short LONG = 4;
  private static final int ENTRIES = 9;
  private static final int HEADER_BYTES = 8 + 2 + ENTRIES * 12 + 4;

  private DeadLetters() {}

  /** A tile whose size is not that of its tile key. */
  public static DeadLetter wrongSize(Tile tile, Image image, String size) {
    return new DeadLetter(
        "seq" + tile.header().seqId(),
        tile.header().seqId(),
        tile.header().key(),
        tile.layer(),
        String.format(
            Locale.ROOT,
            "height x width (%d x %d) must be that of the tile key's first tile (%s)",
            image.height(),
            image.width(),
            size),
        "tif",
        tiff(image));
  }

  /** The image as an uncompressed TIFF: what was received is gone, its pixels are not. */
  private static byte[] tiff(Image image) {
    int bytes = image.pixels().length * Short.BYTES;
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) ENTRIES);
    entry(file, 256, LONG, image.width());
    entry(file, 257, LONG, image.height());
    entry(file, 258, SHORT, 16);
    entry(file, 259, SHORT, 1);
    entry(file, 262, SHORT, 1);
    entry(file, 273, LONG, HEADER_BYTES);
    entry(file, 277, SHORT, 1);
    entry(file, 278, LONG, image.height());
    entry(file, 279, LONG, bytes);
    file.putInt(0);
    file.asShortBuffer().put(image.pixels());
    return file.array();
  }

  private static void entry(ByteBuffer file, int tag, short type, int value) {
    file.putShort((short) tag).putShort(type).putInt(1).putInt(value);
  }
}
