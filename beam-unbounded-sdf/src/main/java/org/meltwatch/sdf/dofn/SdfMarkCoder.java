package org.meltwatch.sdf.dofn;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.joda.time.Instant;

/**
 * Encodes where a lane stands: a version byte, number of reads, watermark, next watermark, whether
 * there is a residual, its restriction and estimator state, and the pending outputs with their
 * timestamps.
 *
 * <p>Deterministic where the coders of restrictions, estimator states and outputs are. A mark stays
 * readable as long as these coders and {@link #VERSION} stay the same.
 */
public final class SdfMarkCoder<OutputT> extends StructuredCoder<SdfMark<OutputT>> {

  private static final long serialVersionUID = 1L;

  static final byte VERSION = 2;

  private final Coder<Object> restrictionCoder;
  private final Coder<Object> stateCoder;
  private final Coder<OutputT> outputCoder;
  private final Coder<List<TimestampedValue<OutputT>>> pendingCoder;

  SdfMarkCoder(
      Coder<Object> restrictionCoder, Coder<Object> stateCoder, Coder<OutputT> outputCoder) {
    this.restrictionCoder = restrictionCoder;
    this.stateCoder = stateCoder;
    this.outputCoder = outputCoder;
    this.pendingCoder = ListCoder.of(TimestampedValueCoder.of(outputCoder));
  }

  @Override
  public void encode(SdfMark<OutputT> mark, OutputStream out) throws IOException {
    out.write(VERSION);
    VarLongCoder.of().encode(mark.read(), out);
    InstantCoder.of().encode(mark.watermark(), out);
    InstantCoder.of().encode(mark.nextWatermark(), out);
    Lane.Residual residual = mark.residual();
    BooleanCoder.of().encode(residual != null, out);
    if (residual != null) {
      restrictionCoder.encode(residual.restriction(), out);
      stateCoder.encode(residual.estimatorState(), out);
    }
    pendingCoder.encode(mark.pending(), out);
  }

  /**
   * @throws CoderException if the mark was written in another version
   */
  @Override
  public SdfMark<OutputT> decode(InputStream in) throws IOException {
    byte version = new DataInputStream(in).readByte();
    if (version != VERSION) {
      throw new CoderException(
          String.format(
              Locale.ROOT,
              "checkpoint mark has version %d: only version %d can be read",
              version,
              VERSION));
    }
    long read = VarLongCoder.of().decode(in);
    Instant watermark = InstantCoder.of().decode(in);
    Instant nextWatermark = InstantCoder.of().decode(in);
    Lane.Residual residual = null;
    if (BooleanCoder.of().decode(in)) {
      residual = new Lane.Residual(restrictionCoder.decode(in), stateCoder.decode(in));
    }
    return new SdfMark<>(
        read, residual, watermark, nextWatermark, pendingCoder.decode(in), SdfMark.Commit.NOTHING);
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(restrictionCoder, stateCoder, outputCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "restrictions must be encoded deterministically", restrictionCoder);
    verifyDeterministic(this, "estimator states must be encoded deterministically", stateCoder);
    verifyDeterministic(this, "outputs must be encoded deterministically", outputCoder);
  }
}
