package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.received.Arrival;

/** Encodes an {@link Arrival}. */
public final class ArrivalCoder extends ModelCoder<Arrival> {

  private static final ArrivalCoder INSTANCE = new ArrivalCoder();

  private ArrivalCoder() {}

  /** The coder. */
  public static ArrivalCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, Arrival value) throws IOException {
    ReceiptCoder.of().write(out, value.receipt());
    Wire.writeString(out, value.kind().name());
    Wire.writeNullable(out, value.key(), TileKeyCoder.of()::write);
    out.writeInt(value.layer());
    out.writeLong(value.seqId());
  }

  @Override
  Arrival read(DataInput in) throws IOException {
    return new Arrival(
        ReceiptCoder.of().read(in),
        Arrival.Kind.valueOf(Wire.readString(in)),
        Wire.readNullable(in, TileKeyCoder.of()::read),
        in.readInt(),
        in.readLong());
  }
}
