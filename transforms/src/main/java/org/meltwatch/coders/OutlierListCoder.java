package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.meltwatch.model.OutlierList;

/** Encodes an {@link OutlierList}. */
public final class OutlierListCoder extends ModelCoder<OutlierList> {

  private static final OutlierListCoder INSTANCE = new OutlierListCoder();

  private OutlierListCoder() {}

  /** The coder. */
  public static OutlierListCoder of() {
    return INSTANCE;
  }

  @Override
  void write(DataOutput out, OutlierList value) throws IOException {
    Wire.writeInts(out, value.x());
    Wire.writeInts(out, value.y());
    Wire.writeInts(out, value.numerators());
  }

  @Override
  OutlierList read(DataInput in) throws IOException {
    return new OutlierList(Wire.readInts(in), Wire.readInts(in), Wire.readInts(in));
  }
}
