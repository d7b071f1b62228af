package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.received.Receipt;

/** Encodes a {@link Receipt}. */
public final class ReceiptCoder extends ModelCoder<Receipt> {

  private static final ReceiptCoder INSTANCE = new ReceiptCoder();

  private ReceiptCoder() {}

  /** The coder. */
  public static ReceiptCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, Receipt value) throws IOException {
    out.writeInt(value.lane());
    out.writeInt(value.lanes());
    out.writeLong(value.position());
    out.writeLong(value.lowWater());
    out.writeLong(value.receivedMicros());
  }

  @Override
  Receipt read(DataInput in) throws IOException {
    return new Receipt(in.readInt(), in.readInt(), in.readLong(), in.readLong(), in.readLong());
  }
}
