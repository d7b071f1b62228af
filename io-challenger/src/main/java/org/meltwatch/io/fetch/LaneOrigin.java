package org.meltwatch.io.fetch;

import java.io.IOException;
import org.meltwatch.io.lane.LaneRestriction;
import org.meltwatch.io.wire.Origin;

/**
 * Where messages come from that opens its lanes itself, such as a log that another program fills.
 * To be serialised as Java does it; equal ones give the same messages at the same positions.
 */
public interface LaneOrigin extends Origin {

  /**
   * A lane of its own in this process.
   *
   * @throws IOException if it cannot be read
   */
  OpenLane open(LaneRestriction restriction, FetchSettings settings) throws IOException;

  /**
   * The whole message that a claim of one of its lanes stands for; not to be written to.
   *
   * @throws IOException if it is not there; names it
   */
  byte[] message(String claim) throws IOException;
}
