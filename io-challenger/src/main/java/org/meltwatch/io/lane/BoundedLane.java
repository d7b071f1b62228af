package org.meltwatch.io.lane;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lane that pauses while it has its share of messages, or of their bytes, on their way.
 *
 * <pre>
 * A tile may wait in the ordering for a layer below it that another lane, or this one, has not handed
 * on, or for the lanes' word that there is none. Lanes that all paused on such tiles would wait for
 * each other for ever. So a lane at its limit goes on as long as its last low-water mark lies below
 * the oldest tile that it has on its way. This is enough: let every lane be paused, and let t be the
 * oldest tile on its way. Every lane's mark is at t or above, which is the evidence that lets t out,
 * whatever is missing below it; and its outcome opens a lane. It is cheap: marks follow what is handed
 * on with a distance of the requests in flight, so that the limit is exceeded by about as many.
 *
 * A lane's end is no tile and is never held back.
 * </pre>
 */
public final class BoundedLane implements Lane {

  /** Short, for the thread may have other lanes to read. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Lane lane;
  private final InFlight inFlight;
  private final int limit;
  private final long limitBytes;
  private final InFlightLimit limits;
  private final EventTime eventTime;

  public BoundedLane(
      Lane lane, InFlight inFlight, InFlightLimit limits, int lanes, EventTime eventTime) {
    this.lane = lane;
    this.inFlight = inFlight;
    this.limits = limits;
    this.limit = limits.ofLane(lanes);
    this.limitBytes = limits.bytesOfLane(lanes);
    this.eventTime = eventTime;
  }

  @Override
  public void seek(long position) {
    lane.seek(position);
    inFlight.seek(position);
  }

  @Override
  public Next await(Duration patience) throws IOException, InterruptedException {
    Next next = lane.await(patience);
    if (next != Next.MESSAGE || mayHandOn()) {
      return next;
    }
    Thread.sleep(Math.min(PAUSE.toMillis(), patience.toMillis()));
    return mayHandOn() ? next : Next.NOTHING_YET;
  }

  private boolean mayHandOn() throws IOException {
    if (hasRoom()) {
      return true;
    }
    inFlight.settle(limits.outcomes().latest());
    return hasRoom() || inFlight.mayWaitForThisLane();
  }

  private boolean hasRoom() {
    return inFlight.size() < limit && inFlight.bytes() < limitBytes;
  }

  @Override
  public Lane.Handed handOn() {
    Lane.Handed handed = lane.handOn();
    inFlight.add(handed, eventTime);
    return handed;
  }

  @Override
  public @Nullable IOException takeFailure() {
    return lane.takeFailure();
  }

  @Override
  public void drain() {
    lane.drain();
  }

  @Override
  public int backlog() {
    return lane.backlog();
  }
}
