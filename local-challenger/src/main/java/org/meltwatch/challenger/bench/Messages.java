package org.meltwatch.challenger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.meltwatch.model.TileKey;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** The MessagePack map that a batch is handed out as. */
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
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "packing batch %d in memory", batchId), e);
    }
  }
}
