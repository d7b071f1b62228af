package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.ClaimedImage;
import org.meltwatch.model.Image;
import org.meltwatch.model.TileImage;

/**
 * Encodes a {@link TileImage}: a byte for its kind, rows, columns; then the pixels in little-endian
 * order, or the claim on them.
 */
public final class TileImageCoder extends ModelCoder<TileImage> {

  private static final int PIXELS = 0;
  private static final int CLAIM = 1;

  private static final TileImageCoder INSTANCE = new TileImageCoder();

  private TileImageCoder() {}

  /** The coder. */
  public static TileImageCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, TileImage value) throws IOException {
    out.writeByte(value instanceof Image ? PIXELS : CLAIM);
    out.writeInt(value.height());
    out.writeInt(value.width());
    if (value instanceof Image image) {
      Wire.writeShorts(out, image.pixels());
    } else if (value instanceof ClaimedImage claimed) {
      Wire.writeString(out, claimed.claim());
    }
  }

  @Override
  TileImage read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    int height = in.readInt();
    int width = in.readInt();
    return switch (kind) {
      case PIXELS -> new Image(height, width, Wire.readShorts(in));
      case CLAIM -> new ClaimedImage(Wire.readString(in), height, width);
      default -> throw new CoderException("kind (%d) must be in [0, 1]".formatted(kind));
    };
  }
}
