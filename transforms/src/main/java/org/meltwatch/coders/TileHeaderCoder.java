package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.TileHeader;

/** Encodes a {@link TileHeader}. */
public final class TileHeaderCoder extends ModelCoder<TileHeader> {

  private static final TileHeaderCoder INSTANCE = new TileHeaderCoder();

  private TileHeaderCoder() {}

  /** The coder. */
  public static TileHeaderCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, TileHeader value) throws IOException {
    out.writeLong(value.seqId());
    TileKeyCoder.of().write(out, value.key());
    out.writeInt(value.layer());
    out.writeLong(value.receivedMicros());
  }

  @Override
  TileHeader read(DataInput in) throws IOException {
    return new TileHeader(in.readLong(), TileKeyCoder.of().read(in), in.readInt(), in.readLong());
  }
}
