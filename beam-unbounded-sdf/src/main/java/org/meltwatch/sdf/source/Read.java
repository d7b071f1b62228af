package org.meltwatch.sdf.source;

import java.io.IOException;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.meltwatch.sdf.dofn.SdfMark;

/** What a {@link KeptReader} hands out between two marks. Used by one thread. */
interface Read<OutputT> {

  /** Goes on to the next output; false if there is none, yet or in this read. */
  boolean advance() throws IOException;

  /** The output that {@link #advance} went on to. */
  TimestampedValue<OutputT> current();

  Instant watermark();

  /** Ends the read, if it has not ended, and returns the mark behind it. */
  SdfMark<OutputT> end() throws IOException;

  boolean isOver();
}
