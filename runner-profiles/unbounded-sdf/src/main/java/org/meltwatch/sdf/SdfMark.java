package org.meltwatch.sdf;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a lane stands between two outputs. Immutable, if the DoFn's restrictions and outputs are,
 * as Beam demands.
 *
 * @param residual what has not been claimed yet; null when the lane has been claimed to its end
 * @param watermark a lower bound to the timestamps of {@code pending} and of what comes after
 * @param nextWatermark a lower bound to the timestamps of what comes after {@code pending}
 * @param pending what has been claimed and made, but not handed out
 * @param commit runs the bundle finalizations that this mark makes safe; does nothing in a mark
 *     that has been decoded, since callbacks do not survive their process
 */
record SdfMark<OutputT>(
    Lane.@Nullable Residual residual,
    Instant watermark,
    Instant nextWatermark,
    List<TimestampedValue<OutputT>> pending,
    Commit commit)
    implements UnboundedSource.CheckpointMark {

  SdfMark {
    pending = List.copyOf(pending);
  }

  static <OutputT> SdfMark<OutputT> start(Lane.Residual residual) {
    return new SdfMark<>(
        residual,
        BoundedWindow.TIMESTAMP_MIN_VALUE,
        BoundedWindow.TIMESTAMP_MIN_VALUE,
        List.of(),
        Commit.NOTHING);
  }

  static <OutputT> SdfMark<OutputT> end() {
    return new SdfMark<>(
        null,
        BoundedWindow.TIMESTAMP_MAX_VALUE,
        BoundedWindow.TIMESTAMP_MAX_VALUE,
        List.of(),
        Commit.NOTHING);
  }

  @Override
  public void finalizeCheckpoint() throws IOException {
    commit.run();
  }

  /** Short: runners log it, and outputs may be large. */
  @Override
  public String toString() {
    return "SdfMark[residual=%s, watermark=%s, pending=%d]"
        .formatted(residual, watermark, pending.size());
  }

  /** What to do once everything up to a mark is durable. */
  interface Commit {

    Commit NOTHING = () -> {};

    void run() throws IOException;
  }
}
