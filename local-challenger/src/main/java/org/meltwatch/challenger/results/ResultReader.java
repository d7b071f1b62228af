package org.meltwatch.challenger.results;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

/**
 * Reads what a page can show of a posted result, and refuses nothing: clients in the wild leave
 * {@code query} out, call their keys otherwise, or post what is no map at all. Which batch a result
 * answers is said by the address that it was posted to.
 */
public final class ResultReader {

  private final int query;
  private final long batchId;
  private final TileKey tile;
  private final Remarks remarks = new Remarks();
  private @Nullable Long saturated;
  private @Nullable List<PostedResult.Centroid> centroids;

  private ResultReader(int query, long batchId, TileKey tile) {
    this.query = query;
    this.batchId = batchId;
    this.tile = tile;
  }

  /**
   * Reads a body.
   *
   * @param query the query that the address says
   * @param batchId the batch that the address says
   * @param tile that batch's tile
   */
  public static PostedResult read(byte[] body, int query, long batchId, TileKey tile) {
    return new ResultReader(query, batchId, tile).read(body);
  }

  private PostedResult read(byte[] body) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(body)) {
      map(unpacker);
      if (unpacker.hasNext()) {
        remarks.add(
            String.format(
                Locale.ROOT, "%d bytes after its map", body.length - unpacker.getTotalReadBytes()));
      }
    } catch (MessagePackException | IOException e) {
      remarks.add("not one complete MessagePack map: %s".formatted(e.getMessage()));
    }
    if (saturated == null) {
      remarks.add("saturated cannot be read");
    }
    if (centroids == null) {
      remarks.add("centroids cannot be read");
    }
    return new PostedResult(saturated, centroids, remarks.lines());
  }

  private void map(MessageUnpacker unpacker) throws IOException {
    FieldReader fields = new FieldReader(unpacker, remarks);
    int entries = unpacker.unpackMapHeader();
    for (int entry = 0; entry < entries; entry++) {
      String key = fields.key();
      switch (key) {
        case "query" -> compare(key, query, fields.text());
        case "batch_id", "batchId" -> compare(key, batchId, fields.text());
        case "print_id", "printId" -> compare(key, tile.printId(), fields.text());
        case "tile_id", "tileId" -> compare(key, tile.tileId(), fields.text());
        case "saturated" -> saturated = fields.whole(key);
        case "centroids" -> centroids = centroids(unpacker, fields);
        default -> unpacker.skipValue();
      }
    }
  }

  private @Nullable List<PostedResult.Centroid> centroids(
      MessageUnpacker unpacker, FieldReader fields) throws IOException {
    if (unpacker.getNextFormat().getValueType() != ValueType.ARRAY) {
      unpacker.skipValue();
      return null;
    }
    return new CentroidReader(unpacker, fields, remarks).read();
  }

  private void compare(String key, Object expected, String actual) {
    if (!String.valueOf(expected).equals(actual)) {
      remarks.add("%s (%s) is not that of its address (%s)".formatted(key, actual, expected));
    }
  }
}
