package org.meltwatch.io.source;

import org.meltwatch.io.ChallengerIO;
import org.meltwatch.io.lane.EventTime;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.source.SourceRequest;

/** What a run asks of a reading, whatever is read. */
public final class Reads {

  private Reads() {}

  /** What a message may ask for. */
  public static MessageLimits limits(SourceRequest request) {
    return ChallengerSettings.limits(request.options().as(ChallengerOptions.class));
  }

  /** A reading whose origin is still to be said. */
  public static ChallengerIO.Read of(SourceRequest request, Outcomes outcomes, StopSign stop) {
    ChallengerIO.Read read =
        ChallengerIO.read()
            .withLanes(request.lanes())
            .withClaims(request.claims())
            .withStop(stop)
            .withEventTime(
                request.timeIsLayer()
                    ? EventTime.layers(request.lateness())
                    : EventTime.batchOrder());
    return request.isBounded()
        ? read.withMaxInFlight(
            request.maxInFlight() == 0 ? Integer.MAX_VALUE : request.maxInFlight(),
            request.maxBytesInFlight() == 0 ? Long.MAX_VALUE : request.maxBytesInFlight(),
            outcomes)
        : read;
  }
}
