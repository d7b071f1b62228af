package org.meltwatch.challenger;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of the wire protocol. */
final class Api {

  private static final int MOST_CREATE_BYTES = 64 * 1024;

  /** Room for some 100 000 clusters; a result of the known data set has a dozen. */
  private static final int MOST_RESULT_BYTES = 4 * 1024 * 1024;

  private final Benches benches;
  private final Clock clock = Clock.systemUTC();

  private final Network network;

  Api(Benches benches, Network network) {
    this.benches = benches;
    this.network = network;
  }

  List<Route> routes() {
    return List.of(
        Route.of("POST", "/api/create", this::create),
        Route.of("POST", "/api/start/*", this::start),
        Route.of("GET", "/api/next_batch/*", this::nextBatch),
        Route.of("POST", "/api/result/*/*/*", this::result),
        Route.of("GET", "/api/get_result/*/*/*", this::getResult),
        Route.of("GET", "/api/plot/*/*/*", this::plot),
        Route.of("POST", "/api/end/*", this::end),
        Route.of("GET", "/api/history", this::history));
  }

  private void create(Exchange exchange, List<String> parameters) throws IOException {
    BenchRequest request = BenchRequest.parse(exchange.body(MOST_CREATE_BYTES));
    exchange.json(benches.create(request).id());
  }

  private void start(Exchange exchange, List<String> parameters) {
    benches.get(parameters.get(0)).start();
    exchange.ok();
  }

  private void nextBatch(Exchange exchange, List<String> parameters) {
    Bench bench = benches.get(parameters.get(0));
    LanePosition position =
        LanePosition.parse(exchange.request().getHeaders().get(LanePosition.HEADER));
    exchange.answerIn(
        bench.delayNanos(position, System.nanoTime()),
        () -> {
          EncodedTile tile = bench.handOut(position, System.nanoTime());
          if (tile == null) {
            throw RefusedRequest.notFound("no more batches");
          }
          exchange.answerIn(
              network.tileNanos(), () -> exchange.bytes("application/msgpack", tile.message()));
        });
  }

  private void result(Exchange exchange, List<String> parameters) {
    exchange.answerIn(network.resultNanos(), () -> store(exchange, parameters));
  }

  private void store(Exchange exchange, List<String> parameters) throws IOException {
    long now = System.nanoTime();
    int query = query(parameters.get(0));
    Bench bench = benches.get(parameters.get(1));
    long batchId = batchId(parameters.get(2));
    byte[] body = exchange.body(MOST_RESULT_BYTES);
    bench.store(query, batchId, Messages.result(body), body, now);
    exchange.json(Map.of("timestamp", clock.instant().truncatedTo(ChronoUnit.MICROS).toString()));
  }

  private void getResult(Exchange exchange, List<String> parameters) {
    exchange.bytes("application/octet-stream", stored(parameters).body());
  }

  private void plot(Exchange exchange, List<String> parameters) {
    StoredResult result = stored(parameters);
    Bench bench = benches.get(parameters.get(1));
    EncodedTile tile = bench.batch(batchId(parameters.get(2))).tile();
    exchange.svg(PlotSvg.titled(tile, result.posted()));
  }

  private StoredResult stored(List<String> parameters) {
    int query = query(parameters.get(0));
    long batchId = batchId(parameters.get(2));
    StoredResult result = benches.get(parameters.get(1)).result(query, batchId);
    if (result == null) {
      throw RefusedRequest.notFound("batch %d has no result".formatted(batchId));
    }
    return result;
  }

  private void end(Exchange exchange, List<String> parameters) throws IOException {
    Map<String, Object> wire = new LinkedHashMap<>();
    benches
        .get(parameters.get(0))
        .end()
        .forEach((query, figures) -> wire.put(String.valueOf(query), figures.toWire()));
    exchange.json(wire);
  }

  private void history(Exchange exchange, List<String> parameters) throws IOException {
    List<Map<String, Object>> history = new ArrayList<>();
    for (Bench bench : benches.all()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("bench_id", bench.id());
      entry.put("name", bench.request().name());
      entry.put("test", bench.request().test());
      entry.put("state", bench.state().name());
      entry.put("created", bench.created().toString());
      entry.put("handed_out", bench.handedOut());
      entry.putAll(bench.firstFigures().toWire());
      history.add(entry);
    }
    Collections.reverse(history);
    exchange.json(history);
  }

  private static int query(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw RefusedRequest.malformed("query must be a whole number");
    }
    return Integer.parseInt(text);
  }

  static long batchId(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw RefusedRequest.malformed("batch_id must be a whole number");
    }
    return Long.parseLong(text);
  }
}
