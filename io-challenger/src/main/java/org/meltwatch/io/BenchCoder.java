package org.meltwatch.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.meltwatch.io.http.Bench;

/** Encodes a {@link Bench}: address, then name. */
final class BenchCoder extends AtomicCoder<Bench> {

  private static final BenchCoder INSTANCE = new BenchCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  private BenchCoder() {}

  /** The coder. */
  static BenchCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Bench value, OutputStream out) throws IOException {
    TEXT.encode(value.challenger().toString(), out);
    TEXT.encode(value.id(), out);
  }

  @Override
  public Bench decode(InputStream in) throws IOException {
    return new Bench(URI.create(TEXT.decode(in)), TEXT.decode(in));
  }

  @Override
  public void verifyDeterministic() {
    // Two strings in a fixed order.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
