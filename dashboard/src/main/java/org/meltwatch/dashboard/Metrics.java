package org.meltwatch.dashboard;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.http.Route;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.RunCard;
import org.meltwatch.dashboard.runs.Runs;
import org.meltwatch.tracking.Level;

/** What Prometheus is told of the newest runs, in its text format. */
final class Metrics {

  private static final int MOST_RUNS = 20;
  private static final PrometheusTextFormatWriter FORMAT = PrometheusTextFormatWriter.create();

  private final Runs runs;
  private final Streams streams;
  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** What is told at the moment; only the thread that holds this object's monitor sees it. */
  private List<FollowedRun> told = List.of();

  Metrics(Runs runs, Streams streams) {
    this.runs = runs;
    this.streams = streams;
    gauge("running", "1 while the run goes on, else 0.", Metrics::running);
    counter("tiles_in", "Tiles that came in.", FollowedRun::tilesIn);
    counter("results", "Tiles that have their result.", FollowedRun::results);
    counter("dead_letters", "Messages that could not be used.", FollowedRun::deadLetters);
    gauge("missing_tiles", "Tiles that were lost, or have no answer.", RunCard::missing);
    gauge("tiles_per_second", "Results a second, of late.", FollowedRun::tilesPerSecond);
    gauge("tiles_in_flight", "Tiles that came in and have no result.", Metrics::inFlight);
    gauge("last_result_timestamp_seconds", "When the last result was out.", Metrics::lastSeconds);
    latencies();
    layers();
    alerts();
    pages();
  }

  Route route() {
    return Route.get("/metrics", this::answer);
  }

  private void answer(Exchange exchange, List<String> parameters) throws IOException {
    exchange.bytes(FORMAT.getContentType(), text());
  }

  private synchronized byte[] text() throws IOException {
    List<FollowedRun> newest = new ArrayList<>();
    for (String name : runs.names().stream().limit(MOST_RUNS).toList()) {
      FollowedRun run = runs.get(name);
      if (run != null) {
        run.poll(Lookup.FRESH_MILLIS);
        newest.add(run);
      }
    }
    told = newest;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    FORMAT.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    told = List.of();
    runs.trim();
    return text.toByteArray();
  }

  private void gauge(String name, String help, ToDoubleFunction<FollowedRun> value) {
    GaugeWithCallback.builder()
        .name("meltwatch_" + name)
        .help(help)
        .labelNames("run")
        .callback(
            to -> {
              for (FollowedRun run : told) {
                synchronized (run) {
                  to.call(value.applyAsDouble(run), run.id());
                }
              }
            })
        .register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<FollowedRun> value) {
    CounterWithCallback.builder()
        .name("meltwatch_" + name)
        .help(help)
        .labelNames("run")
        .callback(
            to -> {
              for (FollowedRun run : told) {
                synchronized (run) {
                  to.call(value.applyAsDouble(run), run.id());
                }
              }
            })
        .register(registry);
  }

  private void latencies() {
    GaugeWithCallback.builder()
        .name("meltwatch_latency_seconds")
        .help("Response time of results, from a tile's receipt, over the whole run.")
        .labelNames("run", "quantile")
        .callback(
            to -> {
              for (FollowedRun run : told) {
                synchronized (run) {
                  to.call(run.latencies().quantileMicros(50) / 1e6, run.id(), "0.5");
                  to.call(run.latencies().quantileMicros(99) / 1e6, run.id(), "0.99");
                  to.call(run.latencies().maxMicros() / 1e6, run.id(), "1");
                }
              }
            })
        .register(registry);
  }

  private void layers() {
    GaugeWithCallback.builder()
        .name("meltwatch_layers_closed")
        .help("Layers of a print that are closed.")
        .labelNames("run", "print")
        .callback(
            to -> {
              for (FollowedRun run : told) {
                synchronized (run) {
                  for (FollowedPrint print : run.prints()) {
                    to.call(print.closed().count(), run.id(), print.name());
                  }
                }
              }
            })
        .register(registry);
  }

  private void alerts() {
    CounterWithCallback.builder()
        .name("meltwatch_alerts")
        .help("Levels that defects of a print were given.")
        .labelNames("run", "print", "level")
        .callback(
            to -> {
              for (FollowedRun run : told) {
                synchronized (run) {
                  for (FollowedPrint print : run.prints()) {
                    for (Level level : Level.values()) {
                      int given = print.given().getOrDefault(level, 0);
                      to.call(given, run.id(), print.name(), level.name());
                    }
                  }
                }
              }
            })
        .register(registry);
  }

  private void pages() {
    GaugeWithCallback.builder()
        .name("meltwatch_dashboard_pages")
        .help("Pages that follow a run.")
        .callback(to -> to.call(streams.size()))
        .register(registry);
  }

  private static double running(FollowedRun run) {
    return run.state() == FollowedRun.State.RUNNING ? 1 : 0;
  }

  private static double inFlight(FollowedRun run) {
    boolean running = run.state() == FollowedRun.State.RUNNING;
    return running ? Math.max(0, run.tilesIn() - run.results()) : 0;
  }

  private static double lastSeconds(FollowedRun run) {
    return run.lastUs() / 1e6;
  }
}
