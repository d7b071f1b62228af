package org.meltwatch.io.lane;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.ReadLanes;
import org.meltwatch.io.wire.Floor;
import org.meltwatch.model.received.Received;

/**
 * A lane's messages by their positions: what {@link ReadLanes} reads from, be they fetched or found
 * in a spool.
 */
public interface Lane {

  /** What a lane has to hand on. */
  enum Next {
    NOTHING_YET,
    MESSAGE,
    END,
    FAILURE
  }

  /** Makes {@code position} the next one, going back over messages handed on where need be. */
  void seek(long position);

  /** What is handed on, and the least that can come after it. */
  record Handed(Received received, Floor floor) {}

  /** Waits at most about {@code patience} until a message may be handed on at the next position. */
  Next await(Duration patience) throws IOException, InterruptedException;

  /** Hands on the message that {@link #await} found, at the next position. */
  Handed handOn();

  /** The failure that {@link #await} found; found once, after which fetching is tried again. */
  @Nullable IOException takeFailure();

  /** Lets no further request be sent: what is fetched is handed on, then the lane ends. */
  void drain();

  /** How many messages can be handed on without waiting. */
  int backlog();
}
