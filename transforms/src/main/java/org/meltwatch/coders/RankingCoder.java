package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.Ranking;
import org.meltwatch.model.TileHeader;

/** Encodes a {@link Ranking}. */
public final class RankingCoder extends ModelCoder<Ranking> {

  private static final RankingCoder INSTANCE = new RankingCoder();

  private RankingCoder() {}

  /** The coder. */
  public static RankingCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, Ranking value) throws IOException {
    TileHeaderCoder.of().write(out, value.header());
    out.writeInt(value.top().size());
    for (Outlier outlier : value.top()) {
      out.writeInt(outlier.x());
      out.writeInt(outlier.y());
      out.writeInt(outlier.numerator());
    }
  }

  @Override
  Ranking read(DataInput in) throws IOException {
    TileHeader header = TileHeaderCoder.of().read(in);
    int size = Wire.readLength(in);
    List<Outlier> top = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      top.add(new Outlier(in.readInt(), in.readInt(), in.readInt()));
    }
    return new Ranking(header, top);
  }
}
