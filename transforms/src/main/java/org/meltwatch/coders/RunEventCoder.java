package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;
import org.meltwatch.model.layers.RunEvent;

/** Encodes a {@link RunEvent}: a byte for its kind, then its fields. */
public final class RunEventCoder extends ModelCoder<RunEvent> {

  private static final int DUPLICATE = 0;
  private static final int LATE = 1;
  private static final int SKIPPED = 2;
  private static final int REFUSED = 3;
  private static final int LANE_ENDED = 4;

  private static final RunEventCoder INSTANCE = new RunEventCoder();

  private RunEventCoder() {}

  /** The coder. */
  public static RunEventCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, RunEvent value) throws IOException {
    if (value instanceof RunEvent.Duplicate duplicate) {
      out.writeByte(DUPLICATE);
      TileHeaderCoder.of().write(out, duplicate.header());
    } else if (value instanceof RunEvent.Late late) {
      out.writeByte(LATE);
      TileHeaderCoder.of().write(out, late.header());
    } else if (value instanceof RunEvent.Skipped skipped) {
      out.writeByte(SKIPPED);
      TileKeyCoder.of().write(out, skipped.key());
      out.writeInt(skipped.from());
      out.writeInt(skipped.to());
      out.writeByte(GapCauses.code(skipped.cause()));
    } else if (value instanceof RunEvent.Refused refused) {
      out.writeByte(REFUSED);
      writeRefused(out, refused);
    } else if (value instanceof RunEvent.LaneEnded ended) {
      out.writeByte(LANE_ENDED);
      out.writeInt(ended.lane());
      out.writeInt(ended.lanes());
      out.writeLong(ended.messages());
      out.writeLong(ended.lostAnswers());
    }
  }

  private static void writeRefused(DataOutput out, RunEvent.Refused refused) throws IOException {
    Wire.writeString(out, refused.origin());
    Wire.writeNullable(out, refused.seqId(), DataOutput::writeLong);
    Wire.writeNullable(out, refused.key(), TileKeyCoder.of()::write);
    Wire.writeNullable(out, refused.layer(), DataOutput::writeInt);
    Wire.writeString(out, refused.reason());
    Wire.writeString(out, refused.file());
  }

  @Override
  RunEvent read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case DUPLICATE -> new RunEvent.Duplicate(TileHeaderCoder.of().read(in));
      case LATE -> new RunEvent.Late(TileHeaderCoder.of().read(in));
      case SKIPPED ->
          new RunEvent.Skipped(
              TileKeyCoder.of().read(in), in.readInt(), in.readInt(), GapCauses.read(in));
      case REFUSED ->
          new RunEvent.Refused(
              Wire.readString(in),
              Wire.readNullable(in, DataInput::readLong),
              Wire.readNullable(in, TileKeyCoder.of()::read),
              Wire.readNullable(in, DataInput::readInt),
              Wire.readString(in),
              Wire.readString(in));
      case LANE_ENDED ->
          new RunEvent.LaneEnded(in.readInt(), in.readInt(), in.readLong(), in.readLong());
      default -> throw new CoderException("kind (%d) must be in [0, 4]".formatted(kind));
    };
  }
}
