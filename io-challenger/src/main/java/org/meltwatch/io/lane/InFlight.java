package org.meltwatch.io.lane;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Origin;
import org.meltwatch.kernel.tiff.ImageLimits;
import org.meltwatch.kernel.tiff.TiffLayout;
import org.meltwatch.model.received.Batch;
import org.meltwatch.model.received.ClaimedBatch;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Receipt;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.worker.WorkerState;

/**
 * What one lane has handed on and whose outcome is not known. Outlives the DoFns that read the
 * lane, as its messages do.
 */
public final class InFlight {

  private record Key(Origin origin, int lane, int lanes) {}

  /**
   * A message on its way.
   *
   * @param bytes how much its image takes unpacked; 0 if it stays where it is
   * @param release the watermark at which the ordering lets it out whatever is missing below it;
   *     null if it is not ordered
   */
  private record Message(
      Receipt receipt, @Nullable Long seqId, long bytes, @Nullable Instant release) {}

  /** Of each lane of this process. */
  private static final class Lanes implements WorkerState.Part {

    private final Map<Key, InFlight> lanes = new ConcurrentHashMap<>();

    @Override
    public void close() {
      lanes.clear();
    }
  }

  private final TreeMap<Long, Message> messages = new TreeMap<>();
  private Instant promised = BoundedWindow.TIMESTAMP_MIN_VALUE;
  private long next;

  /** What the lane has on its way, as far as it was handed on by this process. */
  public static InFlight of(Origin origin, LaneRestriction restriction) {
    return ofProcess()
        .computeIfAbsent(
            new Key(origin, restriction.lane(), restriction.lanes()), key -> new InFlight());
  }

  private static Map<Key, InFlight> ofProcess() {
    return WorkerState.of(Lanes.class, Lanes::new).lanes;
  }

  /**
   * Takes note of the position that is handed on next. What was handed on from there on will be
   * handed on again, or is lost; and so is what was promised with it.
   */
  synchronized void seek(long position) {
    if (position < next) {
      messages.tailMap(position, true).clear();
      promised = BoundedWindow.TIMESTAMP_MIN_VALUE;
    }
    next = position;
  }

  /** Takes note of what is handed on. */
  synchronized void add(Lane.Handed handed, EventTime eventTime) {
    Received received = handed.received();
    Receipt receipt = received.receipt();
    next = receipt.position() + 1;
    promised = eventTime.watermark(handed.floor());
    if (received instanceof Batch batch) {
      long bytes = TiffLayout.unpackedBytes(batch.tif(), ImageLimits.DEFAULT);
      add(receipt, batch.seqId(), bytes, eventTime.release(batch.seqId(), batch.layer()));
    } else if (received instanceof ClaimedBatch batch) {
      add(receipt, batch.seqId(), 0, eventTime.release(batch.seqId(), batch.layer()));
    } else if (received instanceof RefusedBatch refused) {
      add(receipt, refused.seqId(), refused.message().length, null);
    } else if (received instanceof LaneEnd) {
      ofProcess().values().remove(this);
    }
  }

  private void add(Receipt receipt, @Nullable Long seqId, long bytes, @Nullable Instant release) {
    messages.put(receipt.position(), new Message(receipt, seqId, bytes, release));
  }

  /** Forgets what has its outcome. */
  synchronized void settle(Outcomes.Known known) {
    messages.values().removeIf(message -> known.has(message.receipt(), message.seqId()));
  }

  /** How many bytes of images are on their way. */
  synchronized long bytes() {
    return messages.values().stream().mapToLong(Message::bytes).sum();
  }

  /** How many messages are on their way. */
  synchronized int size() {
    return messages.size();
  }

  /**
   * True if one of the messages may wait for this lane's own word: its last promise does not cover
   * the oldest of them, for the lane holds a message from before, or learned only since that there
   * is none.
   */
  synchronized boolean mayWaitForThisLane() {
    return messages.values().stream()
        .map(Message::release)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .filter(promised::isBefore)
        .isPresent();
  }
}
