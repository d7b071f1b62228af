package org.meltwatch.alerts;

import java.io.IOException;

/** Somewhere that alerts go. Used by one thread. */
interface AlertSink extends AutoCloseable {

  /** What it is called in reports; without what may be a secret. */
  String name();

  /**
   * Delivers an alert, in bounded time.
   *
   * @throws RefusedAlertException if another attempt cannot help
   * @throws IOException if it did not arrive, or nobody knows whether it did
   */
  void deliver(AlertMessage message) throws IOException, InterruptedException;

  /** Lets go of what it holds; never waits long. */
  @Override
  void close();
}
