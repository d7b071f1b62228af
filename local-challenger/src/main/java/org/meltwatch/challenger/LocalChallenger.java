package org.meltwatch.challenger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.BenchFigures;
import org.meltwatch.challenger.bench.Benches;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.HandOutPlan;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Absence;
import org.meltwatch.challenger.http.Gate;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.challenger.http.Route;
import org.meltwatch.challenger.http.Routes;
import org.meltwatch.challenger.pages.Dashboard;
import org.meltwatch.challenger.results.StoredResult;
import org.meltwatch.prints.UnusablePrintException;

/** A running challenger. Serves from {@link #start} to {@link #close}. */
public final class LocalChallenger implements AutoCloseable {

  private final Server server;
  private final ServerConnector connector;
  private final HandOutPlan plan;
  private final Benches benches;

  private LocalChallenger(Settings settings, HandOutPlan plan) {
    this.plan = plan;
    this.benches = new Benches(plan, settings);
    this.server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    this.connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.access().host());
    connector.setPort(settings.access().port());
    server.addConnector(connector);
    Gate gate = new Gate(settings.access());
    List<Route> routes = new ArrayList<>(new Api(benches, new Absence(connector), gate).routes());
    routes.addAll(new Dashboard(benches, plan).routes());
    server.setHandler(new Routes(routes, gate, settings.access().bodyTime()));
  }

  /** Runs a challenger until it is told to stop; {@code --help} says how. */
  public static void main(String[] arguments) {
    System.exit(ChallengerCommand.run(arguments));
  }

  /**
   * Plans the prints and starts to serve them.
   *
   * @throws UnusablePrintException if a layer cannot be read
   * @throws IOException if the address cannot be bound
   */
  public static LocalChallenger start(Settings settings) throws IOException {
    HandOutPlan plan = settings.plan();
    LocalChallenger challenger = new LocalChallenger(settings, plan);
    try {
      challenger.server.start();
      // Kept for when it goes away and comes back.
      challenger.connector.setPort(challenger.connector.getLocalPort());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the server did not start: " + e.getMessage(), e);
    }
    return challenger;
  }

  /** Where it serves: {@code http://host:port}, without a slash at the end. */
  public String url() {
    String host = connector.getHost();
    return String.format(
        Locale.ROOT,
        "http://%s:%d",
        host.contains(":") ? "[" + host + "]" : host,
        connector.getPort());
  }

  /**
   * All that a bench is handed, in order; shared with the server, not to be written to. Reads and
   * encodes what has not been asked for yet.
   */
  public List<EncodedTile> tiles() {
    return plan.tiles();
  }

  /**
   * The result that a bench has for a batch, or null if there is none yet.
   *
   * @throws IllegalArgumentException if there is no such bench or batch
   */
  public @Nullable StoredResult result(String bench, long batchId) {
    try {
      return benches.get(bench).result(0, batchId);
    } catch (RefusedRequest e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * How a bench is going for query 0.
   *
   * @throws IllegalArgumentException if there is no such bench
   */
  public BenchFigures figures(String bench) {
    try {
      return benches.get(bench).firstFigures();
    } catch (RefusedRequest e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** How many batches a bench is handed, so far as that is known. */
  public int batches() {
    return plan.size();
  }

  /** Stops serving; requests under way are broken off. */
  @Override
  public void close() {
    try (plan) {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop: " + e.getMessage(), e);
    }
  }
}
