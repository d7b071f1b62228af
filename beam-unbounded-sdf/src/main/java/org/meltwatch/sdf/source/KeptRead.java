package org.meltwatch.sdf.source;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.meltwatch.sdf.dofn.SdfMark;

/** A read that was made before, and is handed out again. */
final class KeptRead<OutputT> implements Read<OutputT> {

  private final List<TimestampedValue<OutputT>> outputs;
  private final SdfMark<OutputT> end;
  private int taken;
  private boolean over;

  KeptRead(List<TimestampedValue<OutputT>> outputs, SdfMark<OutputT> end) {
    this.outputs = outputs;
    this.end = end;
  }

  @Override
  public boolean advance() {
    if (taken == outputs.size()) {
      return false;
    }
    taken++;
    return true;
  }

  @Override
  public TimestampedValue<OutputT> current() {
    if (taken == 0) {
      throw new NoSuchElementException("no current output: the last start or advance gave false");
    }
    return outputs.get(taken - 1);
  }

  @Override
  public Instant watermark() {
    return end.watermark();
  }

  /**
   * @throws IllegalStateException if the engine has not taken it as a whole
   */
  @Override
  public SdfMark<OutputT> end() {
    if (taken < outputs.size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              ("the read before %s had %d outputs, of which only %d were taken when it was computed"
                  + " anew: it must be computed once more"),
              end,
              outputs.size(),
              taken));
    }
    over = true;
    return end;
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
