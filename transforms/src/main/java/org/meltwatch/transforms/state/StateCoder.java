package org.meltwatch.transforms.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;

/**
 * Encodes the bookkeeping of a stateful step. The first byte is a version, since state outlives the
 * program that wrote it: a savepoint of a later version is refused with a word instead of misread.
 */
public abstract class StateCoder<T> extends AtomicCoder<T> {

  private static final int VERSION = 4;

  protected abstract void write(T value, DataOutputStream out) throws IOException;

  protected abstract T read(DataInputStream in) throws IOException;

  @Override
  public final void encode(T value, OutputStream out) throws IOException {
    DataOutputStream fields = new DataOutputStream(out);
    fields.writeByte(VERSION);
    write(value, fields);
  }

  @Override
  public final T decode(InputStream in) throws IOException {
    DataInputStream fields = new DataInputStream(in);
    int version = fields.readUnsignedByte();
    if (version != VERSION) {
      throw new CoderException(
          String.format(
              Locale.ROOT,
              "state version (%d) must be %d: it was written by another version of Meltwatch",
              version,
              VERSION));
    }
    return read(fields);
  }
}
