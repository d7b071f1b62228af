package org.meltwatch.io.source;

import java.io.IOException;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;

/** A kept spool that is there. */
final class ReplaySource implements TileSource {

  private final String spool;
  private final MessageLimits limits;
  private final SourceRequest request;

  ReplaySource(String spool, MessageLimits limits, SourceRequest request) {
    this.spool = spool;
    this.limits = limits;
    this.request = request;
  }

  @Override
  public String run() {
    return "replay";
  }

  @Override
  public TileFeed start(RunPlace place) throws IOException {
    return new ReplayFeed(
        spool, limits, request, place.outcomes(), place.stop(), ReplayedWindows.of(spool));
  }
}
