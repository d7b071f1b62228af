package org.meltwatch.transforms.order;

import org.apache.beam.sdk.state.Timer;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A timer that fires when a test says so. */
final class MemoryTimer implements Timer {

  private @Nullable Instant due;

  /** When it is due, or null if it is not set. */
  @Nullable Instant due() {
    return due;
  }

  void restore(@Nullable Instant newDue) {
    due = newDue;
  }

  @Override
  public void set(Instant absoluteTime) {
    due = absoluteTime;
  }

  @Override
  public void setRelative() {
    throw new UnsupportedOperationException("setRelative");
  }

  @Override
  public void clear() {
    due = null;
  }

  @Override
  public Timer offset(Duration offset) {
    throw new UnsupportedOperationException("offset");
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
    throw new UnsupportedOperationException("getCurrentRelativeTime");
  }
}
