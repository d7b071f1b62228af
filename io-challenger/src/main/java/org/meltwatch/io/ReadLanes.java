package org.meltwatch.io;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.fetch.OpenLane;
import org.meltwatch.io.lane.BoundedLane;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.lane.InFlight;
import org.meltwatch.io.lane.InFlightLimit;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.lane.LanePosition;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.lane.LaneRestrictionCoder;
import org.meltwatch.io.lane.LaneTracker;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.io.wire.Origin;
import org.meltwatch.model.received.LaneEnd;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.RefusedBatch;
import org.meltwatch.model.received.StopSign;

/**
 * Reads a bench: a restriction is a stretch of a lane's positions.
 *
 * <p>A call to {@link #read} hands on what its lane has fetched, for at most {@link #SLICE} or
 * {@link #SLICE_MESSAGES}, and waits no longer than {@link #PATIENCE} for a message: checkpoints
 * wait for it to return, and so do other lanes on the same thread. Fetching goes on meanwhile.
 */
public abstract class ReadLanes extends DoFn<Origin, Received> {

  private static final Duration SLICE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final int SLICE_MESSAGES = 16;

  /** Looking for the sign may be a question to a file server. */
  private static final long STOP_POLL_NANOS = Duration.ofMillis(100).toNanos();

  private final int lanes;
  private final FetchSettings settings;
  private final EventTime eventTime;
  private final @Nullable InFlightLimit limit;
  private final StopSign stop;
  private transient boolean stopped;
  private transient long nextLookNanos;
  private final Counter handedOn = Metrics.counter(ChallengerIO.class, ChallengerIO.HANDED_ON);
  private final Counter refused = Metrics.counter(ChallengerIO.class, ChallengerIO.REFUSED);
  private final Counter lanesEnded = Metrics.counter(ChallengerIO.class, ChallengerIO.LANES_ENDED);

  private ReadLanes(
      int lanes,
      FetchSettings settings,
      EventTime eventTime,
      @Nullable InFlightLimit limit,
      StopSign stop) {
    this.lanes = lanes;
    this.settings = settings;
    this.eventTime = eventTime;
    this.limit = limit;
    this.stop = stop;
  }

  /** For engines that do not go back to a checkpoint; some of them know no bundle finalizers. */
  @DoFn.UnboundedPerElement
  static final class Once extends ReadLanes {

    Once(
        int lanes,
        FetchSettings settings,
        EventTime eventTime,
        @Nullable InFlightLimit limit,
        StopSign stop) {
      super(lanes, settings, eventTime, limit, stop);
    }

    @ProcessElement
    public ProcessContinuation process(
        @Element Origin origin,
        RestrictionTracker<LaneRestriction, LanePosition> tracker,
        ManualWatermarkEstimator<Instant> watermark,
        OutputReceiver<Received> out)
        throws IOException, InterruptedException {
      return read(origin, tracker, watermark, out);
    }
  }

  /** For engines that go back to checkpoints: notes in the spool what they cover. */
  @DoFn.UnboundedPerElement
  static final class Checkpointed extends ReadLanes {

    private static final org.joda.time.Duration EXPIRY = org.joda.time.Duration.standardDays(1);

    Checkpointed(
        int lanes,
        FetchSettings settings,
        EventTime eventTime,
        @Nullable InFlightLimit limit,
        StopSign stop) {
      super(lanes, settings, eventTime, limit, stop);
    }

    @ProcessElement
    public ProcessContinuation process(
        @Element Origin origin,
        RestrictionTracker<LaneRestriction, LanePosition> tracker,
        ManualWatermarkEstimator<Instant> watermark,
        OutputReceiver<Received> out,
        BundleFinalizer finalizer)
        throws IOException, InterruptedException {
      LaneRestriction restriction = tracker.currentRestriction();
      ProcessContinuation continuation = read(origin, tracker, watermark, out);
      OpenLane.Commit commit = commit(origin, restriction);
      finalizer.afterBundleCommit(Instant.now().plus(EXPIRY), commit::run);
      return continuation;
    }
  }

  /** One lane for the whole bench, which is right even where an engine does not split it. */
  @GetInitialRestriction
  public LaneRestriction initialRestriction() {
    return LaneRestriction.whole(0, 1);
  }

  @SplitRestriction
  public void split(@Restriction LaneRestriction restriction, OutputReceiver<LaneRestriction> out) {
    if (!restriction.equals(initialRestriction())) {
      out.output(restriction);
      return;
    }
    for (int lane = 0; lane < lanes; lane++) {
      out.output(LaneRestriction.whole(lane, lanes));
    }
  }

  /**
   * What is fetched when a job is drained cannot be fetched again by anybody: it is handed on, with
   * the answers to outstanding requests, and then the lane ends as it does at the challenger's 404.
   */
  @SuppressWarnings("unchecked") // TruncateResult.of returns its type raw.
  @TruncateRestriction
  public RestrictionTracker.@Nullable TruncateResult<LaneRestriction> truncate(
      @Restriction LaneRestriction restriction) {
    return restriction.isEmpty()
        ? null
        : RestrictionTracker.TruncateResult.of(restriction.drained());
  }

  /** In messages. Of a lane whose end is not known, those that wait, and the one to come. */
  @GetSize
  public double size(@Element Origin origin, @Restriction LaneRestriction restriction) {
    return restriction.to() == LaneRestriction.OPEN
        ? LaneFetchers.ofProcess().backlog(origin, restriction) + 1.0
        : (double) (restriction.to() - restriction.from());
  }

  @NewTracker
  public LaneTracker tracker(@Restriction LaneRestriction restriction) {
    return new LaneTracker(restriction);
  }

  @GetRestrictionCoder
  public Coder<LaneRestriction> restrictionCoder() {
    return LaneRestrictionCoder.of();
  }

  @GetInitialWatermarkEstimatorState
  public Instant initialWatermark() {
    return BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @GetWatermarkEstimatorStateCoder
  public Coder<Instant> watermarkCoder() {
    return InstantCoder.of();
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual watermarkEstimator(@WatermarkEstimatorState Instant watermark) {
    return new WatermarkEstimators.Manual(watermark);
  }

  /** A bounded part of what is left. */
  final ProcessContinuation read(
      Origin origin,
      RestrictionTracker<LaneRestriction, LanePosition> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<Received> out)
      throws IOException, InterruptedException {
    LaneRestriction restriction = tracker.currentRestriction();
    Lane lane = lane(origin, restriction);
    lane.seek(restriction.from());
    if (restriction.draining() || isStopped()) {
      lane.drain();
    }
    long end = System.nanoTime() + SLICE.toNanos();
    long position = restriction.from();
    while (position - restriction.from() < SLICE_MESSAGES && System.nanoTime() < end) {
      // Some engines pass on what a call has given only when it returns: it must not wait for more.
      Lane.Next next = lane.await(position == restriction.from() ? PATIENCE : Duration.ZERO);
      if (next == Lane.Next.FAILURE && position == restriction.from()) {
        throw failureOf(lane, origin, restriction);
      }
      if (next == Lane.Next.FAILURE || next == Lane.Next.NOTHING_YET) {
        return ProcessContinuation.resume();
      }
      boolean last = next == Lane.Next.END;
      if (!tracker.tryClaim(new LanePosition(position, last))) {
        return ProcessContinuation.stop();
      }
      handOn(checked(lane.handOn(), origin), watermark, out);
      position++;
      if (last) {
        return ProcessContinuation.stop();
      }
    }
    return ProcessContinuation.resume();
  }

  private boolean isStopped() {
    long now = System.nanoTime();
    if (!stopped && (nextLookNanos == 0 || now - nextLookNanos >= 0)) {
      stopped = stop.isUp();
      nextLookNanos = now + STOP_POLL_NANOS;
    }
    return stopped;
  }

  private Lane lane(Origin origin, LaneRestriction restriction) throws IOException {
    Lane lane = LaneFetchers.ofProcess().lane(origin, restriction, settings);
    return limit == null
        ? lane
        : new BoundedLane(
            lane, InFlight.of(origin, restriction), limit, restriction.lanes(), eventTime);
  }

  /** What is to be done when a checkpoint holds all that was handed on so far. */
  final OpenLane.Commit commit(Origin origin, LaneRestriction restriction) {
    return LaneFetchers.ofProcess().commit(origin, restriction);
  }

  private static Lane.Handed checked(Lane.Handed handed, Origin origin) throws IOException {
    return new Lane.Handed(BatchIds.of(origin).checked(handed.received()), handed.floor());
  }

  private void handOn(
      Lane.Handed handed,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<Received> out) {
    Received received = handed.received();
    Instant before = watermark.currentWatermark();
    out.outputWithTimestamp(received, eventTime.timestamp(received, before));
    Instant after = eventTime.watermark(handed.floor());
    // The end of time has to wait for the lane's end: that is an element too, and needs a time.
    boolean early = handed.floor().equals(Floor.END) && !(received instanceof LaneEnd);
    if (after.isAfter(before) && !early) {
      watermark.setWatermark(after);
    }
    handedOn.inc();
    if (received instanceof RefusedBatch) {
      refused.inc();
    } else if (received instanceof LaneEnd) {
      lanesEnded.inc();
    }
  }

  private static IOException failureOf(Lane lane, Origin origin, LaneRestriction restriction) {
    @Nullable IOException cause = lane.takeFailure();
    return new IOException(
        String.format(
            Locale.ROOT,
            "lane %d of %s cannot go on at position %d: %s",
            restriction.lane(),
            origin.described(),
            restriction.from(),
            cause == null ? "unknown" : cause.getMessage()),
        cause);
  }
}
