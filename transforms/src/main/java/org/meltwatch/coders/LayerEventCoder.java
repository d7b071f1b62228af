package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.Tile;

/** Encodes a {@link LayerEvent}: a byte for its kind, then its fields. */
public final class LayerEventCoder extends ModelCoder<LayerEvent> {

  private static final int TILE = 0;
  private static final int GAP = 1;
  private static final int KEY_END = 2;

  private static final LayerEventCoder INSTANCE = new LayerEventCoder();

  private LayerEventCoder() {}

  /** The coder. */
  public static LayerEventCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, LayerEvent value) throws IOException {
    if (value instanceof Tile tile) {
      out.writeByte(TILE);
      TileCoder.of().write(out, tile);
    } else if (value instanceof Gap gap) {
      out.writeByte(GAP);
      out.writeInt(gap.from());
      out.writeInt(gap.to());
      out.writeByte(GapCauses.code(gap.cause()));
    } else if (value instanceof KeyEnd end) {
      out.writeByte(KEY_END);
      out.writeLong(end.tiles());
    }
  }

  @Override
  LayerEvent read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case TILE -> TileCoder.of().read(in);
      case GAP -> new Gap(in.readInt(), in.readInt(), GapCauses.read(in));
      case KEY_END -> new KeyEnd(in.readLong());
      default -> throw new CoderException("kind (%d) must be in [0, 2]".formatted(kind));
    };
  }
}
