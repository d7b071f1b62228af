package org.meltwatch.io;

import java.io.IOException;
import java.time.Duration;
import org.meltwatch.io.fetch.FetchSettings;
import org.meltwatch.io.fetch.LaneFetchers;
import org.meltwatch.io.lane.Lane;
import org.meltwatch.io.spool.KeptSpool;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.received.Received;
import org.meltwatch.model.received.StopSign;
import org.meltwatch.source.TileReader;

/**
 * Reads a kept spool message by message, in the order in which they were handed out: for programs
 * without Beam. Results go nowhere.
 */
public final class SpoolTileReader implements TileReader {

  private final Lane lane;
  private final StopSign stop;
  private final BatchIds ids = new BatchIds();

  /**
   * A reader that has read nothing.
   *
   * @param limits what a message may ask for; what asks for more is refused
   * @param stop tells it to end before the spool does
   * @throws IOException if the spool cannot be read
   */
  public SpoolTileReader(String spool, MessageLimits limits, StopSign stop) throws IOException {
    this.stop = stop;
    this.lane = LaneFetchers.whole(new KeptSpool(spool), FetchSettings.DEFAULT.withLimits(limits));
  }

  @Override
  public Received next() throws IOException, InterruptedException {
    if (stop.isUp()) {
      lane.drain();
    }
    Lane.Next next = lane.await(Duration.ZERO);
    if (next != Lane.Next.MESSAGE && next != Lane.Next.END) {
      throw new IllegalStateException("nothing comes after the lane's end");
    }
    return ids.checked(lane.handOn().received());
  }

  @Override
  public void post(TileResult result) {
    // Whoever gave the messages has had the results, or is gone.
  }
}
