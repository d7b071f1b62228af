package org.meltwatch.pipeline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.Dashboard;
import org.meltwatch.dashboard.http.Access;
import org.meltwatch.dashboard.runs.Runs;
import org.meltwatch.options.UsageException;
import org.meltwatch.processes.StopRequest;
import org.meltwatch.processes.Terminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page that shows a run while it goes on, in the run's own process. */
final class RunDashboard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunDashboard.class);
  private static final String OFF = "off";
  private static final int FIRST_PORT = 8080;
  private static final int PORTS = 20;

  private final @Nullable Dashboard dashboard;
  private final AtomicBoolean alive;
  private final PrintStream err;

  private RunDashboard(@Nullable Dashboard dashboard, AtomicBoolean alive, PrintStream err) {
    this.dashboard = dashboard;
    this.alive = alive;
    this.err = err;
  }

  /**
   * Begins to serve, and says where; or says why it cannot, which keeps no run from going on.
   *
   * @param port what the user says; null if nothing
   * @param isUsual whether there is a page if the user says nothing
   * @throws UsageException if the port that the user names cannot be had
   */
  static RunDashboard serve(
      Path dir, @Nullable String port, boolean isUsual, boolean commands, PrintStream err) {
    AtomicBoolean alive = new AtomicBoolean(true);
    if (port == null ? !isUsual : port.equals(OFF)) {
      return new RunDashboard(null, alive, err);
    }
    Runs run = Runs.of(dir, alive::get);
    @Nullable Dashboard dashboard = null;
    try {
      dashboard =
          port == null
              ? atUsualPort(run, commands)
              : Dashboard.start(run, Access.LOOPBACK.at(number(port)), commands);
      err.println("meltwatch: dashboard at " + dashboard.url());
    } catch (IOException e) {
      if (port != null) {
        throw new UsageException(
            "--dashboard (%s) cannot be served: %s".formatted(port, e.getMessage()), e);
      }
      err.println("meltwatch: there is no dashboard: " + e.getMessage());
    } catch (LinkageError e) {
      // A cluster's own libraries may go before those of the page.
      err.println("meltwatch: there is no dashboard on this class path: " + e);
    }
    return new RunDashboard(dashboard, alive, err);
  }

  private static Dashboard atUsualPort(Runs run, boolean commands) throws IOException {
    for (int port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
      try {
        return Dashboard.start(run, Access.LOOPBACK.at(port), commands);
      } catch (IOException e) {
        LOG.debug("port {} is somebody else's", port, e);
      }
    }
    return Dashboard.start(run, Access.LOOPBACK, commands);
  }

  private static int number(String port) {
    if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65535) {
      return Integer.parseInt(port);
    }
    throw new UsageException("--dashboard (%s) must be a port, 0 or off".formatted(port));
  }

  /** Notes that the run is over. */
  void runEnded() {
    alive.set(false);
  }

  /**
   * Where somebody sits at a terminal, waits until Enter is pressed or the process is told to end.
   *
   * @param stop gives that word; where it was given before, nobody waits
   */
  void stay(StopRequest stop) throws InterruptedException {
    if (dashboard == null || stop.told() != null || !Boolean.getBoolean(Terminal.ATTENDED)) {
      return;
    }
    err.printf(
        Locale.ROOT,
        "meltwatch: the dashboard at %s stays up until Enter or Ctrl-C%n",
        dashboard.url());
    CountDownLatch over = new CountDownLatch(1);
    stop.listen(told -> over.countDown());
    Terminal.onEnter(over::countDown);
    over.await();
  }

  @Override
  public void close() {
    if (dashboard != null) {
      dashboard.close();
    }
  }
}
