package org.meltwatch.sdf.source;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TimestampedValue.TimestampedValueCoder;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.Sdf;
import org.meltwatch.sdf.dofn.SdfMark;
import org.meltwatch.sdf.dofn.SdfMarkCoder;
import org.meltwatch.sdf.settings.ReadKeeping;
import org.meltwatch.sdf.settings.ReadLog;

/** The reads of one lane in the {@link ReadLog}. */
final class Reads<OutputT> {

  private final UUID lane;
  private final ReadLog log;
  private final int maxOutputs;
  private final SdfMarkCoder<OutputT> markCoder;
  private final Coder<KV<List<TimestampedValue<OutputT>>, SdfMark<OutputT>>> coder;

  Reads(UUID lane, Sdf<?, OutputT> sdf, ReadKeeping keeping) {
    this.lane = lane;
    this.log = keeping.log();
    this.maxOutputs = keeping.maxOutputsPerRead();
    this.markCoder = sdf.markCoder();
    this.coder =
        KvCoder.of(ListCoder.of(TimestampedValueCoder.of(sdf.outputCoder())), sdf.markCoder());
  }

  UUID lane() {
    return lane;
  }

  /** After how many outputs a read ends. */
  int maxOutputs() {
    return maxOutputs;
  }

  SdfMarkCoder<OutputT> markCoder() {
    return markCoder;
  }

  /** The read that begins at a mark, if it has been made. */
  @Nullable KeptRead<OutputT> find(SdfMark<OutputT> from) throws IOException {
    if (from.isEnd()) { // Nothing comes after it, and nothing was kept of that.
      return null;
    }
    byte[] outcome = log.find(lane, from.read());
    if (outcome == null) {
      return null;
    }
    KV<List<TimestampedValue<OutputT>>, SdfMark<OutputT>> read =
        CoderUtils.decodeFromByteArray(coder, outcome);
    return new KeptRead<>(read.getKey(), read.getValue());
  }

  void keep(long read, List<TimestampedValue<OutputT>> outputs, SdfMark<OutputT> end)
      throws IOException {
    log.keep(lane, read, CoderUtils.encodeToByteArray(coder, KV.of(outputs, end)));
  }

  long settled() throws IOException {
    return log.settled();
  }
}
