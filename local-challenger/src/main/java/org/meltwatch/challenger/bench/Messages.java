package org.meltwatch.challenger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.model.TileKey;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** The MessagePack maps of the wire protocol: batches out, results in. */
public final class Messages {

  private Messages() {}

  /** A batch as it is sent; the image file comes last. */
  static EncodedTile batch(long batchId, TileKey key, int layer, byte[] tif) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(5);
      packer.packString("batch_id").packLong(batchId);
      packer.packString("print_id").packString(key.printId());
      packer.packString("tile_id").packInt(key.tileId());
      packer.packString("layer").packInt(layer);
      packer.packString("tif").packBinaryHeader(tif.length);
      packer.addPayload(tif);
      return new EncodedTile(batchId, key, layer, packer.toByteArray(), tif.length);
    } catch (IOException e) {
      throw new UncheckedIOException("packing batch %d in memory".formatted(batchId), e);
    }
  }

  /**
   * Reads a posted result.
   *
   * @throws RefusedRequest with status 400 if the body is not one complete result map
   */
  public static PostedResult result(byte[] body) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(body)) {
      PostedResult result = new ResultReader(unpacker).read();
      if (unpacker.hasNext()) {
        throw RefusedRequest.malformed(
            "result has %d bytes after its map"
                .formatted(body.length - unpacker.getTotalReadBytes()));
      }
      return result;
    } catch (MessagePackException | IOException e) {
      throw RefusedRequest.malformed(
          "result is not one complete MessagePack map of the expected types: " + e.getMessage());
    }
  }
}
