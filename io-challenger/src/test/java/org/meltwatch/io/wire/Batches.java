package org.meltwatch.io.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Slice;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Batches as a challenger sends them, for tests. */
public final class Batches {

  public static final String PRINT = "SI266220200309225433";
  public static final int TILES = 16;

  private Batches() {}

  /** Writes a MessagePack message. */
  @FunctionalInterface
  interface Writer {
    void write(MessageBufferPacker out) throws IOException;
  }

  static byte[] packed(Writer writer) {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      writer.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("packing in memory failed", e);
    }
  }

  /** Batch {@code seqId} of a print that is handed out layer by layer, 16 tiles each. */
  public static byte[] message(long seqId) {
    return message(seqId, (int) (seqId % TILES), (int) (seqId / TILES), tif(seqId, 64));
  }

  /** A batch's message. */
  public static byte[] message(long seqId, int tileId, int layer, byte[] tif) {
    return packed(
        out -> {
          out.packMapHeader(5);
          out.packString("batch_id").packLong(seqId);
          out.packString("print_id").packString(PRINT);
          out.packString("tile_id").packInt(tileId);
          out.packString("layer").packInt(layer);
          out.packString("tif").packBinaryHeader(tif.length).writePayload(tif);
        });
  }

  /** The messages of batches 0 to {@code count - 1}. */
  public static List<byte[]> messages(int count) {
    List<byte[]> messages = new ArrayList<>();
    for (int seqId = 0; seqId < count; seqId++) {
      messages.add(message(seqId));
    }
    return messages;
  }

  /** Bytes that tell batches apart; not an image. */
  public static byte[] tif(long seqId, int size) {
    byte[] tif = new byte[size];
    for (int i = 0; i < size; i++) {
      tif[i] = (byte) (seqId * 31 + i);
    }
    return tif;
  }

  public static Body body(byte[] message) {
    return new Body(message, message.length, true);
  }

  /** Batch {@code seqId} as a message that was understood. */
  public static Message.Accepted accepted(long seqId) {
    return accepted(seqId, (int) (seqId / TILES));
  }

  public static Message.Accepted accepted(long seqId, int layer) {
    return new Message.Accepted(
        seqId, new TileKey(PRINT, (int) (seqId % TILES)), layer, Slice.of(tif(seqId, 4)));
  }

  public static Receipt receipt(long position, long lowWater) {
    return new Receipt(0, 1, position, lowWater, 0);
  }

  public static TileResult result(long seqId) {
    TileKey key = new TileKey(PRINT, (int) (seqId % TILES));
    return new TileResult(new TileHeader(seqId, key, (int) (seqId / TILES), 7), 3, List.of());
  }
}
