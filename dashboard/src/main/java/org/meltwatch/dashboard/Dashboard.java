package org.meltwatch.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.meltwatch.dashboard.http.Access;
import org.meltwatch.dashboard.http.Gate;
import org.meltwatch.dashboard.http.Page;
import org.meltwatch.dashboard.http.Route;
import org.meltwatch.dashboard.http.Routes;
import org.meltwatch.dashboard.runs.Runs;

/** A page that shows runs. Serves from {@link #start} to {@link #close}. */
public final class Dashboard implements AutoCloseable {

  private static final int MOST_THREADS = 8;
  private static final int MOST_CONNECTIONS = 256;
  private static final long IDLE_MILLIS = 30_000;

  private final Server server;
  private final ServerConnector connector;
  private final Streams streams = new Streams();

  private Dashboard(Runs runs, Access access, boolean commands) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 1);
    threads.setName("meltwatch-dashboard");
    threads.setDaemon(true);
    this.server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(access.host());
    connector.setPort(access.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    Lookup lookup = new Lookup(runs);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new Api(runs, lookup, streams, commands).routes());
    routes.addAll(new PictureApi(lookup).routes());
    routes.addAll(new CommandApi(lookup, commands).routes());
    routes.add(new Metrics(runs, streams).route());
    server.setHandler(compressed(new Routes(routes, new Page(), new Gate(access))));
  }

  private static GzipHandler compressed(Routes routes) {
    GzipHandler gzip = new GzipHandler();
    gzip.setIncludedMethods(HttpMethod.GET.asString());
    gzip.setIncludedMimeTypes(
        "application/json", "application/octet-stream", "text/html", "text/javascript", "text/css");
    gzip.setHandler(routes);
    return gzip;
  }

  /** Serves until it is told to stop; {@code --help} says how. */
  public static void main(String[] arguments) {
    System.exit(DashboardCommand.run(arguments));
  }

  /**
   * Starts to serve.
   *
   * @param runs what is shown
   * @param access where, and to whom
   * @param commands whether commands are taken
   * @throws IOException if the address cannot be bound
   */
  public static Dashboard start(Runs runs, Access access, boolean commands) throws IOException {
    Dashboard dashboard = new Dashboard(runs, access, commands);
    try {
      dashboard.server.start();
      return dashboard;
    } catch (IOException e) {
      dashboard.close();
      throw e;
    } catch (Exception e) {
      dashboard.close();
      throw new IOException("the dashboard did not start: " + e.getMessage(), e);
    }
  }

  /** Where it serves: {@code http://host:port/}. */
  public String url() {
    String host = connector.getHost();
    return String.format(
        Locale.ROOT,
        "http://%s:%d/",
        host.contains(":") ? "[" + host + "]" : host,
        connector.getLocalPort());
  }

  /** Stops serving; pages are let go. */
  @Override
  public void close() {
    streams.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the dashboard did not stop: " + e.getMessage(), e);
    }
  }
}
