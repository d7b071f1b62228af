package org.meltwatch.challenger.bench;

import java.io.IOException;
import java.util.List;
import org.meltwatch.challenger.results.PostedResult;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** A result in the form that Meltwatch posts. */
public record OurResult(
    long batchId,
    long query,
    String printId,
    long tileId,
    long saturated,
    List<PostedResult.Centroid> centroids) {

  /** What the challenger is to read of it. */
  public PostedResult asRead() {
    return PostedResult.of(saturated, centroids);
  }

  public byte[] encode() throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(6);
      packer.packString("batch_id").packLong(batchId);
      packer.packString("query").packLong(query);
      packer.packString("print_id").packString(printId);
      packer.packString("tile_id").packLong(tileId);
      packer.packString("saturated").packLong(saturated);
      packer.packString("centroids").packArrayHeader(centroids.size());
      for (PostedResult.Centroid centroid : centroids) {
        packer.packMapHeader(3);
        packer.packString("x").packDouble(centroid.x());
        packer.packString("y").packDouble(centroid.y());
        packer.packString("count").packLong(centroid.count());
      }
      return packer.toByteArray();
    }
  }
}
