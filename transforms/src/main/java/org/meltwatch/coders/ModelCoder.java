package org.meltwatch.coders;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * A coder whose bytes depend on nothing but the value, so that it may stand in a key; null is
 * refused. There is one for each type, a constant: what is sent of it is the type's name, and what
 * comes out at the other end is the constant there.
 */
public final class ModelCoder<T> extends CustomCoder<T> {

  private final transient Class<T> type;
  private final transient Wire.Writer<T> writer;
  private final transient Wire.Reader<T> reader;

  /** The coder of a type; to be made once, and listed in {@link ModelCoders#ALL}. */
  ModelCoder(Class<T> type, Wire.Writer<T> writer, Wire.Reader<T> reader) {
    this.type = type;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    if (value == null) {
      throw new CoderException("cannot encode null with " + this);
    }
    writer.write(new DataOutputStream(out), value);
  }

  @Override
  public T decode(InputStream in) throws IOException {
    return reader.read(new DataInputStream(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public void verifyDeterministic() {
    // Every type's fields are written in a fixed order and form.
  }

  @Override
  public TypeDescriptor<T> getEncodedTypeDescriptor() {
    return TypeDescriptor.of(type);
  }

  void write(DataOutput out, T value) throws IOException {
    writer.write(out, value);
  }

  T read(DataInput in) throws IOException {
    return reader.read(in);
  }

  /** How Beam learns of it. */
  CoderProvider provider() {
    return CoderProviders.forCoder(getEncodedTypeDescriptor(), this);
  }

  /** By which processes know it. */
  String name() {
    return type.getSimpleName();
  }

  private Object writeReplace() {
    return new Named(name());
  }

  private record Named(String name) implements Serializable {

    private Object readResolve() {
      return ModelCoders.named(name);
    }
  }

  @Override
  public String toString() {
    return name() + "Coder";
  }
}
