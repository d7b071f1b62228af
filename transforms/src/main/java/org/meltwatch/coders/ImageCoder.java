package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.Image;

/** Encodes an {@link Image}: rows, columns, pixels in little-endian order. */
public final class ImageCoder extends ModelCoder<Image> {

  private static final ImageCoder INSTANCE = new ImageCoder();

  private ImageCoder() {}

  /** The coder. */
  public static ImageCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, Image value) throws IOException {
    out.writeInt(value.height());
    out.writeInt(value.width());
    Wire.writeShorts(out, value.pixels());
  }

  @Override
  Image read(DataInput in) throws IOException {
    return new Image(in.readInt(), in.readInt(), Wire.readShorts(in));
  }
}
