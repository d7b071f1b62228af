package org.meltwatch.io.lane;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Encodes a {@link LaneRestriction}, which is what an engine's checkpoint holds of a lane. */
public final class LaneRestrictionCoder extends AtomicCoder<LaneRestriction> {

  private static final LaneRestrictionCoder INSTANCE = new LaneRestrictionCoder();

  private LaneRestrictionCoder() {}

  public static LaneRestrictionCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(LaneRestriction value, OutputStream out) throws IOException {
    DataOutputStream fields = new DataOutputStream(out);
    fields.writeInt(value.lane());
    fields.writeInt(value.lanes());
    fields.writeLong(value.from());
    fields.writeLong(value.to());
    fields.writeBoolean(value.draining());
  }

  @Override
  public LaneRestriction decode(InputStream in) throws IOException {
    DataInputStream fields = new DataInputStream(in);
    return new LaneRestriction(
        fields.readInt(),
        fields.readInt(),
        fields.readLong(),
        fields.readLong(),
        fields.readBoolean());
  }

  @Override
  public void verifyDeterministic() {
    // Numbers in a fixed order.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
