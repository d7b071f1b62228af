package org.meltwatch.io.fetch;

import java.io.IOException;
import java.time.Duration;
import org.meltwatch.io.lane.Lane;

/** A lane as this process holds it, from its opening to its closing. */
public interface OpenLane extends Lane {

  /** What is done once an engine will never again ask for what was handed on so far. */
  @FunctionalInterface
  interface Commit {
    void run();
  }

  /** True if {@code position} can be made the next one; if not, the lane is to be opened anew. */
  boolean canGoOnAt(long position) throws IOException;

  /** To be run when a checkpoint that holds all that was handed on so far is complete. */
  Commit commit();

  /** True if nobody has looked at this lane for {@code limit}. */
  boolean isUntouchedFor(Duration limit);

  /** Begins nothing new: another one takes this one's place. */
  void retire();

  /** Ends at once. */
  void close();

  /** Waits until a closed lane has ended. */
  void awaitThreads(Duration patience) throws InterruptedException;
}
