package org.meltwatch.challenger.faults;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the challenger go away and come back: meanwhile nobody can connect. */
public final class Absence {

  private static final Logger LOG = LoggerFactory.getLogger(Absence.class);

  private static final long RETRY_MILLIS = 100;

  private final ServerConnector connector;
  private final AtomicBoolean away = new AtomicBoolean();

  public Absence(ServerConnector connector) {
    this.connector = connector;
  }

  /** Nobody can connect from now on; connections are broken off, and it comes back later. */
  public void begin(long nanos) {
    if (!away.compareAndSet(false, true)) {
      return;
    }
    connector.close();
    Thread thread = new Thread(() -> leaveFor(nanos), "challenger-absence");
    thread.setDaemon(true);
    thread.start();
  }

  private void leaveFor(long nanos) {
    Server server = connector.getServer();
    try {
      connector.stop();
      TimeUnit.NANOSECONDS.sleep(nanos);
      while (server.isRunning() && !isBack()) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    } catch (Exception e) {
      // Jetty's stop and start throw anything; whoever waits for the challenger has to know why.
      LOG.error("the challenger went away and cannot come back", e);
    } finally {
      away.set(false);
    }
  }

  /** Tries to listen again: in the meantime another program may use the port for a while. */
  private boolean isBack() throws Exception {
    try {
      connector.start();
      return true;
    } catch (IOException e) {
      if (e.getCause() instanceof BindException) {
        LOG.warn("the port of the challenger is in use: {}", e.getMessage());
        return false;
      }
      throw e;
    }
  }
}
