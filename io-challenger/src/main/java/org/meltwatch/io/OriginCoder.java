package org.meltwatch.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Locale;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.meltwatch.io.http.AbandonedBench;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.spool.KeptSpool;
import org.meltwatch.io.wire.Origin;

/** Encodes an {@link Origin}: a byte for its kind, then its fields; of other modules', as Java. */
final class OriginCoder extends AtomicCoder<Origin> {

  private static final int BENCH = 0;
  private static final int SPOOL = 1;
  private static final int ABANDONED = 2;
  private static final int OTHER = 3;

  private static final OriginCoder INSTANCE = new OriginCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final SerializableCoder<Origin> JAVA = SerializableCoder.of(Origin.class);

  private OriginCoder() {}

  /** The coder. */
  static OriginCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Origin value, OutputStream out) throws IOException {
    if (value instanceof Bench bench) {
      out.write(BENCH);
      encode(bench, out);
    } else if (value instanceof AbandonedBench abandoned) {
      out.write(ABANDONED);
      encode(abandoned.bench(), out);
    } else if (value instanceof KeptSpool spool) {
      out.write(SPOOL);
      TEXT.encode(spool.directory(), out);
    } else {
      out.write(OTHER);
      JAVA.encode(value, out);
    }
  }

  private static void encode(Bench bench, OutputStream out) throws IOException {
    TEXT.encode(bench.challenger().toString(), out);
    TEXT.encode(bench.id(), out);
  }

  private static Bench decodeBench(InputStream in) throws IOException {
    return new Bench(URI.create(TEXT.decode(in)), TEXT.decode(in));
  }

  @Override
  public Origin decode(InputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case BENCH -> decodeBench(in);
      case ABANDONED -> new AbandonedBench(decodeBench(in));
      case SPOOL -> new KeptSpool(TEXT.decode(in));
      case OTHER -> JAVA.decode(in);
      default ->
          throw new CoderException(
              String.format(Locale.ROOT, "kind of origin (%d) must be in [0, 3]", kind));
    };
  }

  @Override
  public void verifyDeterministic() {
    // Strings in a fixed order.
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
