package org.meltwatch.transforms.order;

import org.apache.beam.sdk.state.Timer;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A timer that fires when a test says so. */
final class MemoryTimer implements Timer {

  private Instant now = Instant.EPOCH;
  private Duration offset = Duration.ZERO;
  private @Nullable Instant due;

  /** When it is due, or null if it is not set. */
  @Nullable Instant due() {
    return due;
  }

  void restore(@Nullable Instant newDue) {
    due = newDue;
  }

  void advanceTo(Instant newNow) {
    now = newNow;
  }

  @Override
  public void set(Instant absoluteTime) {
    due = absoluteTime;
  }

  @Override
  public void setRelative() {
    due = now.plus(offset);
  }

  @Override
  public void clear() {
    due = null;
  }

  @Override
  public Timer offset(Duration newOffset) {
    offset = newOffset;
    return this;
  }

  @Override
  public Timer align(Duration period) {
    throw new UnsupportedOperationException("align");
  }

  @Override
  public Timer withOutputTimestamp(Instant outputTime) {
    return this;
  }

  @Override
  public Timer withNoOutputTimestamp() {
    return this;
  }

  @Override
  public Instant getCurrentRelativeTime() {
    return now;
  }
}
