package org.meltwatch.sdf.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.dofn.SdfMark;

/** A read that is made for the first time, and kept. */
final class FirstRead<OutputT> implements Read<OutputT> {

  private final SdfReader<?, OutputT> reader;
  private final SdfMark<OutputT> from;
  private final Reads<OutputT> reads;
  private final List<TimestampedValue<OutputT>> outputs = new ArrayList<>();
  private SdfMark.Commit commit = SdfMark.Commit.NOTHING;
  private @Nullable SdfMark<OutputT> end;

  /**
   * @param reader stands at {@code from}, and is this read's alone until it is over
   */
  FirstRead(SdfReader<?, OutputT> reader, SdfMark<OutputT> from, Reads<OutputT> reads) {
    this.reader = reader;
    this.from = from;
    this.reads = reads;
  }

  @Override
  public boolean advance() throws IOException {
    if (outputs.size() >= reads.maxOutputs() || !reader.advance()) {
      return false;
    }
    outputs.add(TimestampedValue.of(reader.getCurrent(), reader.getCurrentTimestamp()));
    return true;
  }

  @Override
  public TimestampedValue<OutputT> current() {
    if (outputs.isEmpty()) {
      throw new NoSuchElementException("no current output: the last start or advance gave false");
    }
    return outputs.get(outputs.size() - 1);
  }

  @Override
  public Instant watermark() {
    return reader.getWatermark();
  }

  @Override
  public SdfMark<OutputT> end() throws IOException {
    SdfMark<OutputT> ended = end;
    if (ended == null) {
      SdfMark<OutputT> reached = reader.getCheckpointMark();
      commit = reached.commit();
      ended = reached.before(from.read() + 1, SdfMark.Commit.NOTHING);
      if (!from.isEnd()) {
        reads.keep(from.read(), outputs, ended);
      }
      end = ended;
    }
    return ended;
  }

  @Override
  public boolean isOver() {
    return end != null;
  }

  SdfReader<?, OutputT> reader() {
    return reader;
  }

  long number() {
    return from.read();
  }

  /** What to do when this read will not be asked for again; known when it is over. */
  SdfMark.Commit commit() {
    return commit;
  }
}
