package org.meltwatch.io.wire;

import java.io.IOException;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.TileResult;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** A result as it is posted: one MessagePack map. */
public final class ResultMessage {

  /** The challenger's number for the only query that it asks. */
  public static final int QUERY = 0;

  private ResultMessage() {}

  public static byte[] encode(TileResult result) throws IOException {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      out.packMapHeader(6);
      out.packString("batch_id").packLong(result.header().seqId());
      out.packString("query").packInt(QUERY);
      out.packString("print_id").packString(result.header().key().printId());
      out.packString("tile_id").packInt(result.header().key().tileId());
      out.packString("saturated").packInt(result.saturated());
      out.packString("centroids").packArrayHeader(result.clusters().size());
      for (Cluster cluster : result.clusters()) {
        out.packMapHeader(3);
        out.packString("x").packDouble(cluster.x());
        out.packString("y").packDouble(cluster.y());
        out.packString("count").packInt(cluster.count());
      }
      return out.toByteArray();
    }
  }
}
