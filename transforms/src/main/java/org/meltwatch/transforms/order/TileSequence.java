package org.meltwatch.transforms.order;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.beam.sdk.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileImage;
import org.meltwatch.model.layers.KeyStart;
import org.meltwatch.transforms.sequence.LayerSequence;
import org.meltwatch.transforms.state.StateCoder;

/** The bookkeeping of one tile key: its layers, and the size of its tiles, which the first sets. */
final class TileSequence {

  private final LayerSequence layers;
  private int height;
  private int width;

  TileSequence(KeyStart start) {
    this(new LayerSequence(start), 0, 0);
  }

  private TileSequence(LayerSequence layers, int height, int width) {
    this.layers = layers;
    this.height = height;
    this.width = width;
  }

  /** The sequence in a state, to be changed and written back; null if there is none. */
  static @Nullable TileSequence from(ValueState<TileSequence> state) {
    TileSequence stored = state.read();
    return stored == null
        ? null
        : new TileSequence(stored.layers.copy(), stored.height, stored.width);
  }

  LayerSequence layers() {
    return layers;
  }

  /** True if the image has the size of the key's tiles; the first one decides. */
  boolean fits(TileImage image) {
    if (height == 0) {
      height = image.height();
      width = image.width();
    }
    return height == image.height() && width == image.width();
  }

  /** The size of the key's tiles, as {@code height x width}. */
  String size() {
    return height + " x " + width;
  }

  /** Encodes the sequence for state. */
  static final class TileSequenceCoder extends StateCoder<TileSequence> {

    @Override
    protected void write(TileSequence value, DataOutputStream out) throws IOException {
      value.layers.write(out);
      out.writeInt(value.height);
      out.writeInt(value.width);
    }

    @Override
    protected TileSequence read(DataInputStream in) throws IOException {
      return new TileSequence(LayerSequence.read(in), in.readInt(), in.readInt());
    }
  }
}
