package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;

/** Encodes what a lane {@link Received}: a byte for its kind, then its fields. */
public final class ReceivedCoder extends ModelCoder<Received> {

  private static final int BATCH = 0;
  private static final int REFUSED = 1;
  private static final int LANE_END = 2;
  private static final int CLAIMED = 3;

  private static final ReceivedCoder INSTANCE = new ReceivedCoder();

  private ReceivedCoder() {}

  /** The coder. */
  public static ReceivedCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, Received value) throws IOException {
    if (value instanceof Batch batch) {
      out.writeByte(BATCH);
      ReceiptCoder.of().write(out, batch.receipt());
      out.writeLong(batch.seqId());
      TileKeyCoder.of().write(out, batch.key());
      out.writeInt(batch.layer());
      Wire.writeSlice(out, batch.tif());
    } else if (value instanceof ClaimedBatch claimed) {
      out.writeByte(CLAIMED);
      ReceiptCoder.of().write(out, claimed.receipt());
      out.writeLong(claimed.seqId());
      TileKeyCoder.of().write(out, claimed.key());
      out.writeInt(claimed.layer());
      Wire.writeString(out, claimed.claim());
    } else if (value instanceof RefusedBatch refused) {
      out.writeByte(REFUSED);
      ReceiptCoder.of().write(out, refused.receipt());
      Wire.writeNullable(out, refused.seqId(), DataOutput::writeLong);
      Wire.writeNullable(out, refused.key(), TileKeyCoder.of()::write);
      Wire.writeNullable(out, refused.layer(), DataOutput::writeInt);
      Wire.writeString(out, refused.reason());
      Wire.writeBytes(out, refused.message());
    } else if (value instanceof LaneEnd end) {
      out.writeByte(LANE_END);
      ReceiptCoder.of().write(out, end.receipt());
      out.writeLong(end.lostAnswers());
    }
  }

  @Override
  Received read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    Receipt receipt = ReceiptCoder.of().read(in);
    return switch (kind) {
      case BATCH ->
          new Batch(
              receipt, in.readLong(), TileKeyCoder.of().read(in), in.readInt(), Wire.readBytes(in));
      case REFUSED ->
          new RefusedBatch(
              receipt,
              Wire.readNullable(in, DataInput::readLong),
              Wire.readNullable(in, TileKeyCoder.of()::read),
              Wire.readNullable(in, DataInput::readInt),
              Wire.readString(in),
              Wire.readBytes(in));
      case LANE_END -> new LaneEnd(receipt, in.readLong());
      case CLAIMED ->
          new ClaimedBatch(
              receipt,
              in.readLong(),
              TileKeyCoder.of().read(in),
              in.readInt(),
              Wire.readString(in));
      default -> throw new CoderException("kind (%d) must be in [0, 3]".formatted(kind));
    };
  }
}
