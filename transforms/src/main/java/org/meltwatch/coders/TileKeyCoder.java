package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.TileKey;

/** Encodes a {@link TileKey}; fit to be a key's coder. */
public final class TileKeyCoder extends ModelCoder<TileKey> {

  private static final TileKeyCoder INSTANCE = new TileKeyCoder();

  private TileKeyCoder() {}

  /** The coder. */
  public static TileKeyCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, TileKey value) throws IOException {
    Wire.writeString(out, value.printId());
    out.writeInt(value.tileId());
  }

  @Override
  TileKey read(DataInput in) throws IOException {
    return new TileKey(Wire.readString(in), in.readInt());
  }
}
