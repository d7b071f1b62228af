package org.meltwatch.sdf.dofn;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.sdf.settings.ReadLog;

/**
 * Where a lane stands between two outputs. Immutable, if the DoFn's restrictions and outputs are,
 * as Beam demands.
 *
 * @param read how many reads of the lane come before this mark, where they are kept in a {@link
 *     ReadLog}; else 0
 * @param residual what has not been claimed yet; null when the lane has been claimed to its end
 * @param watermark a lower bound to the timestamps of {@code pending} and of what comes after
 * @param nextWatermark a lower bound to the timestamps of what comes after {@code pending}
 * @param pending what has been claimed and made, but not handed out
 * @param commit runs the bundle finalizations that this mark makes safe; does nothing in a mark
 *     that has been decoded, since callbacks do not survive their process
 */
public record SdfMark<OutputT>(
    long read,
    Lane.@Nullable Residual residual,
    Instant watermark,
    Instant nextWatermark,
    List<TimestampedValue<OutputT>> pending,
    Commit commit)
    implements UnboundedSource.CheckpointMark {

  public SdfMark {
    pending = List.copyOf(pending);
  }

  static <OutputT> SdfMark<OutputT> start(Lane.Residual residual) {
    return new SdfMark<>(
        0,
        residual,
        BoundedWindow.TIMESTAMP_MIN_VALUE,
        BoundedWindow.TIMESTAMP_MIN_VALUE,
        List.of(),
        Commit.NOTHING);
  }

  public static <OutputT> SdfMark<OutputT> end() {
    return new SdfMark<>(
        0,
        null,
        BoundedWindow.TIMESTAMP_MAX_VALUE,
        BoundedWindow.TIMESTAMP_MAX_VALUE,
        List.of(),
        Commit.NOTHING);
  }

  /** The same place in the lane, known by another number. */
  public SdfMark<OutputT> before(long nextRead, Commit newCommit) {
    return new SdfMark<>(nextRead, residual, watermark, nextWatermark, pending, newCommit);
  }

  /** True if nothing comes after it. */
  public boolean isEnd() {
    return residual == null && pending.isEmpty();
  }

  @Override
  public void finalizeCheckpoint() throws IOException {
    commit.run();
  }

  /** Short: runners log it, and outputs may be large. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "SdfMark[read=%d, residual=%s, watermark=%s, pending=%d]",
        read,
        residual,
        watermark,
        pending.size());
  }

  /** What to do once everything up to a mark is durable. */
  public interface Commit {

    Commit NOTHING = () -> {};

    void run() throws IOException;
  }
}
