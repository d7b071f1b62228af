package org.meltwatch.coders;

import static org.meltwatch.coders.ModelCoders.TILE;
import static org.meltwatch.coders.ModelCoders.TILE_HEADER;
import static org.meltwatch.coders.ModelCoders.TILE_KEY;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.layers.Gap;
import org.meltwatch.model.layers.KeyEnd;
import org.meltwatch.model.layers.LayerEvent;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.model.layers.Tile;
import org.meltwatch.model.received.Arrival;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.DeadLetter;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.Settled;
import org.meltwatch.model.received.Shortfall;

/** The coders of what is received, and of what is told of it and of layers. */
public final class MessageCoders {

  private static final int RECEIVED_BATCH = 0;
  private static final int RECEIVED_REFUSED = 1;
  private static final int RECEIVED_LANE_END = 2;
  private static final int RECEIVED_CLAIMED = 3;
  private static final int RECEIVED_SETTLED = 4;
  private static final int LAYER_TILE = 0;
  private static final int LAYER_GAP = 1;
  private static final int LAYER_KEY_END = 2;
  private static final int RUN_DUPLICATE = 0;
  private static final int RUN_LATE = 1;
  private static final int RUN_SKIPPED = 2;
  private static final int RUN_REFUSED = 3;
  private static final int RUN_LANE_ENDED = 4;
  private static final int RUN_ANSWERED_BEFORE = 5;
  private static final int RUN_TRACKED = 6;

  public static final ModelCoder<Receipt> RECEIPT =
      new ModelCoder<>(Receipt.class, MessageCoders::writeReceipt, MessageCoders::readReceipt);

  public static final ModelCoder<Arrival> ARRIVAL =
      new ModelCoder<>(Arrival.class, MessageCoders::writeArrival, MessageCoders::readArrival);

  /** A byte for its kind, then its fields. */
  public static final ModelCoder<Received> RECEIVED =
      new ModelCoder<>(Received.class, MessageCoders::writeReceived, MessageCoders::readReceived);

  public static final ModelCoder<DeadLetter> DEAD_LETTER =
      new ModelCoder<>(
          DeadLetter.class, MessageCoders::writeDeadLetter, MessageCoders::readDeadLetter);

  /** A byte for its kind, then its fields. */
  public static final ModelCoder<LayerEvent> LAYER_EVENT =
      new ModelCoder<>(
          LayerEvent.class, MessageCoders::writeLayerEvent, MessageCoders::readLayerEvent);

  /** A byte for its kind, then its fields. */
  public static final ModelCoder<RunEvent> RUN_EVENT =
      new ModelCoder<>(RunEvent.class, MessageCoders::writeRunEvent, MessageCoders::readRunEvent);

  private MessageCoders() {}

  private static void writeReceipt(DataOutput out, Receipt value) throws IOException {
    out.writeInt(value.lane());
    out.writeInt(value.lanes());
    out.writeLong(value.position());
    out.writeLong(value.lowWater());
    out.writeLong(value.receivedMicros());
  }

  private static Receipt readReceipt(DataInput in) throws IOException {
    return new Receipt(in.readInt(), in.readInt(), in.readLong(), in.readLong(), in.readLong());
  }

  private static void writeArrival(DataOutput out, Arrival value) throws IOException {
    RECEIPT.write(out, value.receipt());
    Wire.writeString(out, value.kind().name());
    Wire.writeNullable(out, value.key(), TILE_KEY::write);
    out.writeInt(value.layer());
    out.writeLong(value.seqId());
    out.writeInt(value.height());
    out.writeInt(value.width());
  }

  private static Arrival readArrival(DataInput in) throws IOException {
    return new Arrival(
        RECEIPT.read(in),
        Arrival.Kind.valueOf(Wire.readString(in)),
        Wire.readNullable(in, TILE_KEY::read),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        in.readInt());
  }

  private static void writeReceived(DataOutput out, Received value) throws IOException {
    if (value instanceof Batch batch) {
      out.writeByte(RECEIVED_BATCH);
      RECEIPT.write(out, batch.receipt());
      out.writeLong(batch.seqId());
      TILE_KEY.write(out, batch.key());
      out.writeInt(batch.layer());
      Wire.writeSlice(out, batch.tif());
    } else if (value instanceof ClaimedBatch claimed) {
      out.writeByte(RECEIVED_CLAIMED);
      RECEIPT.write(out, claimed.receipt());
      out.writeLong(claimed.seqId());
      TILE_KEY.write(out, claimed.key());
      out.writeInt(claimed.layer());
      Wire.writeString(out, claimed.claim());
    } else if (value instanceof RefusedBatch refused) {
      out.writeByte(RECEIVED_REFUSED);
      RECEIPT.write(out, refused.receipt());
      Wire.writeNullable(out, refused.seqId(), DataOutput::writeLong);
      Wire.writeNullable(out, refused.key(), TILE_KEY::write);
      Wire.writeNullable(out, refused.layer(), DataOutput::writeInt);
      Wire.writeString(out, refused.reason());
      Wire.writeBytes(out, refused.message());
    } else if (value instanceof LaneEnd end) {
      out.writeByte(RECEIVED_LANE_END);
      RECEIPT.write(out, end.receipt());
      writeShortfall(out, end.shortfall());
    } else if (value instanceof Settled settled) {
      out.writeByte(RECEIVED_SETTLED);
      RECEIPT.write(out, settled.receipt());
    }
  }

  private static Received readReceived(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    Receipt receipt = RECEIPT.read(in);
    return switch (kind) {
      case RECEIVED_BATCH ->
          new Batch(receipt, in.readLong(), TILE_KEY.read(in), in.readInt(), Wire.readBytes(in));
      case RECEIVED_REFUSED ->
          new RefusedBatch(
              receipt,
              Wire.readNullable(in, DataInput::readLong),
              Wire.readNullable(in, TILE_KEY::read),
              Wire.readNullable(in, DataInput::readInt),
              Wire.readString(in),
              Wire.readBytes(in));
      case RECEIVED_LANE_END -> new LaneEnd(receipt, readShortfall(in));
      case RECEIVED_SETTLED -> new Settled(receipt);
      case RECEIVED_CLAIMED ->
          new ClaimedBatch(
              receipt, in.readLong(), TILE_KEY.read(in), in.readInt(), Wire.readString(in));
      default ->
          throw new CoderException(String.format(Locale.ROOT, "kind (%d) must be in [0, 4]", kind));
    };
  }

  private static void writeShortfall(DataOutput out, Shortfall value) throws IOException {
    out.writeLong(value.lostAnswers());
    out.writeLong(value.openAnswers());
    Wire.writeNullable(out, value.givenUp(), Wire::writeString);
  }

  private static Shortfall readShortfall(DataInput in) throws IOException {
    return new Shortfall(in.readLong(), in.readLong(), Wire.readNullable(in, Wire::readString));
  }

  private static void writeDeadLetter(DataOutput out, DeadLetter value) throws IOException {
    Wire.writeString(out, value.origin());
    Wire.writeNullable(out, value.seqId(), DataOutput::writeLong);
    Wire.writeNullable(out, value.key(), TILE_KEY::write);
    Wire.writeNullable(out, value.layer(), DataOutput::writeInt);
    Wire.writeString(out, value.reason());
    Wire.writeString(out, value.suffix());
    Wire.writeBytes(out, value.content());
  }

  private static DeadLetter readDeadLetter(DataInput in) throws IOException {
    return new DeadLetter(
        Wire.readString(in),
        Wire.readNullable(in, DataInput::readLong),
        Wire.readNullable(in, TILE_KEY::read),
        Wire.readNullable(in, DataInput::readInt),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readBytes(in));
  }

  private static void writeLayerEvent(DataOutput out, LayerEvent value) throws IOException {
    if (value instanceof Tile tile) {
      out.writeByte(LAYER_TILE);
      TILE.write(out, tile);
    } else if (value instanceof Gap gap) {
      out.writeByte(LAYER_GAP);
      out.writeInt(gap.from());
      out.writeInt(gap.to());
      out.writeByte(code(gap.cause()));
    } else if (value instanceof KeyEnd end) {
      out.writeByte(LAYER_KEY_END);
      out.writeLong(end.tiles());
    }
  }

  private static LayerEvent readLayerEvent(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case LAYER_TILE -> TILE.read(in);
      case LAYER_GAP -> new Gap(in.readInt(), in.readInt(), readCause(in));
      case LAYER_KEY_END -> new KeyEnd(in.readLong());
      default ->
          throw new CoderException(String.format(Locale.ROOT, "kind (%d) must be in [0, 2]", kind));
    };
  }

  private static void writeRunEvent(DataOutput out, RunEvent value) throws IOException {
    if (value instanceof RunEvent.Duplicate duplicate) {
      out.writeByte(RUN_DUPLICATE);
      TILE_HEADER.write(out, duplicate.header());
    } else if (value instanceof RunEvent.Late late) {
      out.writeByte(RUN_LATE);
      TILE_HEADER.write(out, late.header());
    } else if (value instanceof RunEvent.Skipped skipped) {
      out.writeByte(RUN_SKIPPED);
      TILE_KEY.write(out, skipped.key());
      out.writeInt(skipped.from());
      out.writeInt(skipped.to());
      out.writeByte(code(skipped.cause()));
    } else if (value instanceof RunEvent.Refused refused) {
      out.writeByte(RUN_REFUSED);
      writeRefused(out, refused);
    } else if (value instanceof RunEvent.AnsweredBefore answered) {
      out.writeByte(RUN_ANSWERED_BEFORE);
      TILE_HEADER.write(out, answered.header());
    } else if (value instanceof RunEvent.LaneEnded ended) {
      out.writeByte(RUN_LANE_ENDED);
      out.writeInt(ended.lane());
      out.writeInt(ended.lanes());
      out.writeLong(ended.messages());
      writeShortfall(out, ended.shortfall());
    } else if (value instanceof RunEvent.Tracked tracked) {
      out.writeByte(RUN_TRACKED);
      Wire.writeString(out, tracked.printId());
      out.writeInt(tracked.layers());
      out.writeLong(tracked.offPlate());
    }
  }

  private static void writeRefused(DataOutput out, RunEvent.Refused refused) throws IOException {
    Wire.writeString(out, refused.origin());
    Wire.writeNullable(out, refused.seqId(), DataOutput::writeLong);
    Wire.writeNullable(out, refused.key(), TILE_KEY::write);
    Wire.writeNullable(out, refused.layer(), DataOutput::writeInt);
    Wire.writeString(out, refused.reason());
    Wire.writeString(out, refused.file());
  }

  private static RunEvent readRunEvent(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case RUN_DUPLICATE -> new RunEvent.Duplicate(TILE_HEADER.read(in));
      case RUN_LATE -> new RunEvent.Late(TILE_HEADER.read(in));
      case RUN_SKIPPED ->
          new RunEvent.Skipped(TILE_KEY.read(in), in.readInt(), in.readInt(), readCause(in));
      case RUN_REFUSED ->
          new RunEvent.Refused(
              Wire.readString(in),
              Wire.readNullable(in, DataInput::readLong),
              Wire.readNullable(in, TILE_KEY::read),
              Wire.readNullable(in, DataInput::readInt),
              Wire.readString(in),
              Wire.readString(in));
      case RUN_LANE_ENDED ->
          new RunEvent.LaneEnded(in.readInt(), in.readInt(), in.readLong(), readShortfall(in));
      case RUN_ANSWERED_BEFORE -> new RunEvent.AnsweredBefore(TILE_HEADER.read(in));
      case RUN_TRACKED -> new RunEvent.Tracked(Wire.readString(in), in.readInt(), in.readLong());
      default ->
          throw new CoderException(String.format(Locale.ROOT, "kind (%d) must be in [0, 6]", kind));
    };
  }

  /** A byte for each cause; they stay what they are when causes are added. */
  private static int code(Gap.Cause cause) {
    return switch (cause) {
      case PROVEN -> 0;
      case REFUSED -> 1;
      case CROWDED -> 2;
    };
  }

  private static Gap.Cause readCause(DataInput in) throws IOException {
    int code = in.readUnsignedByte();
    return switch (code) {
      case 0 -> Gap.Cause.PROVEN;
      case 1 -> Gap.Cause.REFUSED;
      case 2 -> Gap.Cause.CROWDED;
      default ->
          throw new CoderException(
              String.format(Locale.ROOT, "cause (%d) must be in [0, 2]", code));
    };
  }
}
