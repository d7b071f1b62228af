package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileResult;

/** Encodes a {@link TileResult}. */
public final class TileResultCoder extends ModelCoder<TileResult> {

  private static final TileResultCoder INSTANCE = new TileResultCoder();

  private TileResultCoder() {}

  /** The coder. */
  public static TileResultCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, TileResult value) throws IOException {
    TileHeaderCoder.of().write(out, value.header());
    out.writeInt(value.saturated());
    out.writeInt(value.clusters().size());
    for (Cluster cluster : value.clusters()) {
      out.writeInt(cluster.count());
      out.writeLong(cluster.sumX());
      out.writeLong(cluster.sumY());
    }
  }

  @Override
  TileResult read(DataInput in) throws IOException {
    TileHeader header = TileHeaderCoder.of().read(in);
    int saturated = in.readInt();
    int size = Wire.readLength(in);
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      clusters.add(new Cluster(in.readInt(), in.readLong(), in.readLong()));
    }
    return new TileResult(header, saturated, clusters);
  }
}
