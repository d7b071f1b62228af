package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.layers.Tile;

/** Encodes a {@link Tile}. */
public final class TileCoder extends ModelCoder<Tile> {

  private static final TileCoder INSTANCE = new TileCoder();

  private TileCoder() {}

  /** The coder. */
  public static TileCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, Tile value) throws IOException {
    TileHeaderCoder.of().write(out, value.header());
    out.writeInt(value.saturated());
    TileImageCoder.of().write(out, value.image());
  }

  @Override
  Tile read(DataInput in) throws IOException {
    TileHeader header = TileHeaderCoder.of().read(in);
    int saturated = in.readInt();
    return new Tile(header, TileImageCoder.of().read(in), saturated);
  }
}
