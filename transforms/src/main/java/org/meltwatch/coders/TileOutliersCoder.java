package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.TileOutliers;

/** Encodes {@link TileOutliers}. */
public final class TileOutliersCoder extends ModelCoder<TileOutliers> {

  private static final TileOutliersCoder INSTANCE = new TileOutliersCoder();

  private TileOutliersCoder() {}

  /** The coder. */
  public static TileOutliersCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, TileOutliers value) throws IOException {
    TileHeaderCoder.of().write(out, value.header());
    out.writeInt(value.saturated());
    OutlierListCoder.of().write(out, value.outliers());
  }

  @Override
  TileOutliers read(DataInput in) throws IOException {
    return new TileOutliers(
        TileHeaderCoder.of().read(in), in.readInt(), OutlierListCoder.of().read(in));
  }
}
