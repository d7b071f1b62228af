package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.layers.LayerWindow;

/** Encodes a {@link LayerWindow}. */
public final class LayerWindowCoder extends ModelCoder<LayerWindow> {

  private static final LayerWindowCoder INSTANCE = new LayerWindowCoder();

  private LayerWindowCoder() {}

  /** The coder. */
  public static LayerWindowCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, LayerWindow value) throws IOException {
    TileCoder.of().write(out, value.newest());
    Wire.writeNullable(out, value.previous(), TileCoder.of()::write);
    Wire.writeNullable(out, value.oldest(), TileCoder.of()::write);
  }

  @Override
  LayerWindow read(DataInput in) throws IOException {
    return new LayerWindow(
        TileCoder.of().read(in),
        Wire.readNullable(in, TileCoder.of()::read),
        Wire.readNullable(in, TileCoder.of()::read));
  }
}
