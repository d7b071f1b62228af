package org.meltwatch.io.lane;

import java.io.Serializable;
import java.util.Locale;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;

/**
 * Which event time the source gives to what it hands on. A lane's watermark is what it can still
 * hand on, in the same measure; it is at the end of time once the lane has ended.
 */
public final class EventTime implements Serializable {

  private static final long MILLIS_PER_LAYER = 1000;

  private final boolean byLayer;
  private final int lateness;

  private EventTime(boolean byLayer, int lateness) {
    this.byLayer = byLayer;
    this.lateness = lateness;
  }

  /**
   * A batch's time is its {@code batch_id} in milliseconds: the order in which it was handed out.
   */
  public static EventTime batchOrder() {
    return new EventTime(false, 0);
  }

  /**
   * A batch's time is its layer in seconds. Right for a bench whose layers only go up, such as that
   * of a single print.
   *
   * @param lateness how many layers the watermark stays behind the lowest one that may still come
   */
  public static EventTime layers(int lateness) {
    if (lateness < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "lateness (%d) must not be negative", lateness));
    }
    return new EventTime(true, lateness);
  }

  /** The time of what is handed on; what has no time of its own comes right at the watermark. */
  public Instant timestamp(Received received, Instant watermark) {
    if (received instanceof Batch batch) {
      return timestamp(batch.seqId(), batch.layer());
    }
    if (received instanceof ClaimedBatch batch) {
      return timestamp(batch.seqId(), batch.layer());
    }
    if (received instanceof RefusedBatch refused) {
      @Nullable Instant own = timestampOf(refused);
      return own == null || own.isBefore(watermark) ? watermark : own;
    }
    return watermark;
  }

  /** The time that nothing handed on later is before. */
  public Instant watermark(Floor floor) {
    return floor.equals(Floor.END)
        ? BoundedWindow.TIMESTAMP_MAX_VALUE
        : timestamp(floor.seqId(), floor.layer() - lateness);
  }

  /** The watermark at which a tile is let out, whatever is missing below it. */
  Instant release(long seqId, int layer) {
    Instant own = timestamp(seqId, layer);
    return byLayer ? own.plus(Duration.millis(MILLIS_PER_LAYER - 1)) : own;
  }

  private @Nullable Instant timestampOf(RefusedBatch refused) {
    if (byLayer) {
      return refused.layer() == null ? null : timestamp(0, refused.layer());
    }
    return refused.seqId() == null ? null : timestamp(refused.seqId(), 0);
  }

  private Instant timestamp(long seqId, int layer) {
    return Instant.ofEpochMilli(byLayer ? layer * MILLIS_PER_LAYER : seqId);
  }
}
