package org.meltwatch.challenger;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the challenger go away and come back: meanwhile nobody can connect. */
final class Absence {

  private static final Logger LOG = LoggerFactory.getLogger(Absence.class);

  private final ServerConnector connector;
  private final AtomicBoolean away = new AtomicBoolean();

  Absence(ServerConnector connector) {
    this.connector = connector;
  }

  /** Goes away at once, with all connections, and comes back later. */
  void begin(long nanos) {
    if (!away.compareAndSet(false, true)) {
      return;
    }
    Thread thread = new Thread(() -> leaveFor(nanos), "challenger-absence");
    thread.setDaemon(true);
    thread.start();
  }

  private void leaveFor(long nanos) {
    Server server = connector.getServer();
    try {
      connector.stop();
      TimeUnit.NANOSECONDS.sleep(nanos);
      if (server.isRunning()) {
        connector.start();
      }
    } catch (Exception e) {
      // Jetty's stop and start throw anything; whoever waits for the challenger has to know why.
      LOG.error("the challenger went away and cannot come back", e);
    } finally {
      away.set(false);
    }
  }
}
