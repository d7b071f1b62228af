package org.meltwatch.io.source;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.meltwatch.io.SpoolTileReader;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.received.HandedOut;
import org.meltwatch.model.received.Outcomes;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileReader;

/** The messages of a kept spool. */
final class ReplayFeed implements TileFeed {

  private final String spool;
  private final MessageLimits limits;
  private final SourceRequest request;
  private final Outcomes outcomes;
  private final StopSign stop;
  private final ReplayedWindows windows;

  ReplayFeed(
      String spool,
      MessageLimits limits,
      SourceRequest request,
      Outcomes outcomes,
      StopSign stop,
      ReplayedWindows windows) {
    this.spool = spool;
    this.limits = limits;
    this.request = request;
    this.outcomes = outcomes;
    this.stop = stop;
    this.windows = windows;
  }

  @Override
  public PTransform<PBegin, PCollection<Received>> read() {
    return Reads.of(request, outcomes, stop).withLimits(limits).fromSpool(spool);
  }

  @Override
  public TileReader reader() throws IOException {
    return new SpoolTileReader(spool, limits, stop);
  }

  @Override
  public List<IdRange> answeredBefore() {
    return windows.answeredBefore();
  }

  @Override
  public List<IdRange> incomplete(int firstLayer) {
    return windows.incomplete(firstLayer);
  }

  @Override
  public HandedOut handedOut() {
    return windows.handedOut();
  }

  @Override
  public boolean repeats() {
    return true;
  }
}
