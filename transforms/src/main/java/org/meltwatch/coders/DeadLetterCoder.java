package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.received.DeadLetter;

/** Encodes a {@link DeadLetter}. */
public final class DeadLetterCoder extends ModelCoder<DeadLetter> {

  private static final DeadLetterCoder INSTANCE = new DeadLetterCoder();

  private DeadLetterCoder() {}

  /** The coder. */
  public static DeadLetterCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, DeadLetter value) throws IOException {
    Wire.writeString(out, value.origin());
    Wire.writeNullable(out, value.seqId(), DataOutput::writeLong);
    Wire.writeNullable(out, value.key(), TileKeyCoder.of()::write);
    Wire.writeNullable(out, value.layer(), DataOutput::writeInt);
    Wire.writeString(out, value.reason());
    Wire.writeString(out, value.suffix());
    Wire.writeBytes(out, value.content());
  }

  @Override
  DeadLetter read(DataInput in) throws IOException {
    return new DeadLetter(
        Wire.readString(in),
        Wire.readNullable(in, DataInput::readLong),
        Wire.readNullable(in, TileKeyCoder.of()::read),
        Wire.readNullable(in, DataInput::readInt),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readBytes(in));
  }
}
