package org.meltwatch.io.http;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.received.Shortfall;

/**
 * Counts the answers to a lane's requests that were sent, or may have been, and never arrived, and
 * that the challenger did not say it gave again. Safe for use by many threads.
 */
public final class LostAnswers {

  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong open = new AtomicLong();

  /** Those of one call's attempts, which are nobody's before the call has come to its end. */
  static final class OfCall {

    private int lost;
    private int open;

    /** An attempt that the challenger may have carried out. */
    void addLost() {
      lost++;
    }

    /** An attempt that the challenger, as far as one can tell, never took. */
    void addOpen() {
      open++;
    }
  }

  void add(OfCall call) {
    lost.addAndGet(call.lost);
    open.addAndGet(call.open);
  }

  /**
   * What a lane has not heard.
   *
   * @param givenUp why it ended early; null if it did not
   */
  public Shortfall shortfall(@Nullable String givenUp) {
    return new Shortfall(lost.get(), open.get(), givenUp);
  }
}
