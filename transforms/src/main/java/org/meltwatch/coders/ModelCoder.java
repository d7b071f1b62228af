package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * A coder whose bytes depend on nothing but the value, so that it may stand in a key. Two instances
 * of one class are equal; null is refused.
 */
abstract class ModelCoder<T> extends AtomicCoder<T> {

  @Override
  public final void encode(T value, OutputStream out) throws IOException {
    if (value == null) {
      throw new CoderException("cannot encode null with " + getClass().getSimpleName());
    }
    write(new DataOutputStream(out), value);
  }

  @Override
  public final T decode(InputStream in) throws IOException {
    return read(new DataInputStream(in));
  }

  @Override
  public final boolean consistentWithEquals() {
    return true;
  }

  @Override
  public final void verifyDeterministic() {
    // Every subclass writes its fields in a fixed order and form.
  }

  abstract void write(DataOutput out, T value) throws IOException;

  abstract T read(DataInput in) throws IOException;
}
