package org.meltwatch.io.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the answers to a lane's requests that were sent, or may have been, and never arrived, and
 * that the challenger did not say it gave again. Safe for use by many threads.
 */
public final class LostAnswers {

  private final AtomicLong count = new AtomicLong();

  void add(int answers) {
    count.addAndGet(answers);
  }

  public long count() {
    return count.get();
  }
}
