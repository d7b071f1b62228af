package org.meltwatch.challenger;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.Bench;
import org.meltwatch.challenger.bench.BenchRequest;
import org.meltwatch.challenger.bench.Benches;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.LanePosition;
import org.meltwatch.challenger.faults.Absence;
import org.meltwatch.challenger.faults.FaultInjector;
import org.meltwatch.challenger.faults.FaultInjector.Call;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.challenger.faults.NetworkDelay;
import org.meltwatch.challenger.http.Exchange;
import org.meltwatch.challenger.http.Gate;
import org.meltwatch.challenger.http.PathParameters;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.challenger.http.Route;
import org.meltwatch.challenger.pages.PlotSvg;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.challenger.results.ResultReader;
import org.meltwatch.challenger.results.StoredResult;
import org.meltwatch.prints.UnusablePrintException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of the wire protocol. */
public final class Api {

  private static final int MOST_CREATE_BYTES = 64 * 1024;

  /** Room for some 100 000 clusters; a result of the known data set has a dozen. */
  private static final int MOST_RESULT_BYTES = 4 * 1024 * 1024;

  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "\\s*(application|text)/([^;\\s]+\\+)?json\\s*(;|$)", Pattern.CASE_INSENSITIVE);

  /** How long a request waits for a batch that nobody has yet. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);

  private final Benches benches;
  private final Clock clock = Clock.systemUTC();
  private final Absence absence;
  private final Gate gate;

  Api(Benches benches, Absence absence, Gate gate) {
    this.gate = gate;
    this.benches = benches;
    this.absence = absence;
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
        Route.of("GET", "/api/faults/*", this::faults),
        Route.of("GET", "/api/history", this::history),
        Route.of("POST", "/api/conditions/*/*/*/*", this::conditions));
  }

  /** Not of the protocol: lets one challenger serve measurements under several conditions. */
  private void conditions(Exchange exchange, List<String> parameters) {
    gate.checkToken(exchange.request());
    try {
      List<Double> numbers = parameters.stream().map(Double::valueOf).toList();
      NetworkDelay delay = new NetworkDelay(numbers.get(1), numbers.get(2), numbers.get(3));
      benches.change(numbers.get(0), delay);
    } catch (IllegalArgumentException e) {
      throw RefusedRequest.malformed("conditions: " + e.getMessage());
    }
    exchange.ok();
  }

  private void create(Exchange exchange, List<String> parameters) {
    requireJson(exchange);
    exchange.answerBody(
        MOST_CREATE_BYTES, body -> exchange.json(benches.create(BenchRequest.parse(body)).id()));
  }

  /** A page from elsewhere cannot send it without asking first, which is refused. */
  private static void requireJson(Exchange exchange) {
    String type = exchange.request().getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !JSON_TYPE.matcher(type).lookingAt()) {
      throw RefusedRequest.wrongType("Content-Type must be application/json");
    }
  }

  private void start(Exchange exchange, List<String> parameters) {
    benches.get(parameters.get(0)).start();
    exchange.ok();
  }

  private void nextBatch(Exchange exchange, List<String> parameters) {
    Bench bench = benches.get(parameters.get(0));
    LanePosition position =
        LanePosition.parse(exchange.request().getHeaders().get(LanePosition.HEADER));
    if (position != null && bench.remembers()) {
      // Says that asking again for it gives the same again.
      exchange.response().getHeaders().put(LanePosition.HEADER, position.text());
    }
    nextBatch(exchange, bench, position, System.nanoTime() + PATIENCE_NANOS);
  }

  /** Answers with a batch, or when there will be none, or when it is time to ask again. */
  private void nextBatch(
      Exchange exchange, Bench bench, @Nullable LanePosition position, long patientUntil) {
    exchange.answerIn(
        bench.delayNanos(position, System.nanoTime()),
        () -> {
          long upcoming = bench.upcoming(position);
          if (upcoming >= 0 && isPrevented(exchange, bench, Call.NEXT_BATCH, upcoming)) {
            return;
          }
          EncodedTile tile = handOut(bench, position);
          if (tile == null && bench.isOver()) {
            throw RefusedRequest.notFound("no more batches");
          }
          if (tile == null) {
            await(exchange, bench, position, patientUntil);
            return;
          }
          FaultRates.Kind fault = bench.faults().drawAfter(Call.NEXT_BATCH, tile.batchId());
          byte[] message = tile.message();
          answer(
              exchange, bench, fault, bench.network().tileNanos(), "application/msgpack", message);
        });
  }

  /** Nothing has come yet: looks again soon, and in the end lets the client ask again. */
  private void await(
      Exchange exchange, Bench bench, @Nullable LanePosition position, long patientUntil) {
    if (System.nanoTime() - patientUntil >= 0) {
      exchange.nothingYet();
    } else {
      exchange.answerIn(LOOK_NANOS, () -> nextBatch(exchange, bench, position, patientUntil));
    }
  }

  private static @Nullable EncodedTile handOut(Bench bench, @Nullable LanePosition position) {
    try {
      return bench.handOut(position);
    } catch (UnusablePrintException e) {
      LOG.error("the print cannot go on: {}", e.getMessage());
      throw RefusedRequest.unusable("the print cannot go on: " + e.getMessage());
    }
  }

  /** Answers a call that is not carried out; false if it is. */
  private boolean isPrevented(Exchange exchange, Bench bench, Call call, long batchId) {
    FaultRates.Kind fault = bench.faults().drawBefore(call, batchId);
    if (fault == FaultRates.Kind.ERROR) {
      int status = bench.faults().injected().size() % 2 == 0 ? 500 : 503;
      exchange.text(status, "a fault was asked for");
      return true;
    }
    if (fault == FaultRates.Kind.GONE) {
      absence.begin(bench.faults().nanos(fault));
      exchange.reset();
      return true;
    }
    return false;
  }

  /** Answers a call that has been carried out, not necessarily well. */
  private static void answer(
      Exchange exchange,
      Bench bench,
      FaultRates.@Nullable Kind fault,
      long nanos,
      String type,
      byte[] body) {
    long later = fault == FaultRates.Kind.STALL ? nanos + bench.faults().nanos(fault) : nanos;
    exchange.answerIn(
        later,
        () -> {
          if (fault == FaultRates.Kind.RESET) {
            exchange.reset();
          } else if (fault == FaultRates.Kind.HALF) {
            exchange.half(type, body);
          } else if (fault == FaultRates.Kind.LENGTH) {
            exchange.bytes(type, Arrays.copyOf(body, body.length / 2));
          } else {
            exchange.bytes(fault == FaultRates.Kind.TYPE ? "text/html" : type, body);
          }
        });
  }

  private void result(Exchange exchange, List<String> parameters) {
    Bench bench = benches.get(parameters.get(1));
    exchange.answerIn(
        bench.network().resultNanos(),
        () ->
            exchange.answerBody(
                MOST_RESULT_BYTES, body -> store(exchange, bench, parameters, body)));
  }

  private void store(Exchange exchange, Bench bench, List<String> parameters, byte[] body)
      throws IOException {
    long now = System.nanoTime();
    int query = PathParameters.query(parameters.get(0));
    long batchId = PathParameters.batchId(parameters.get(2));
    if (isPrevented(exchange, bench, Call.RESULT, batchId)) {
      return;
    }
    PostedResult posted =
        ResultReader.read(body, query, batchId, bench.batch(batchId).batch().key());
    bench.store(query, batchId, new StoredResult(posted, body), now);
    String timestamp = clock.instant().truncatedTo(ChronoUnit.MICROS).toString();
    byte[] answer = Exchange.jsonBytes(Map.of("timestamp", timestamp));
    FaultRates.Kind fault = bench.faults().drawAfter(Call.RESULT, batchId);
    answer(exchange, bench, fault, 0, "application/json", answer);
  }

  private void getResult(Exchange exchange, List<String> parameters) {
    exchange.bytes("application/octet-stream", stored(parameters).body());
  }

  private void plot(Exchange exchange, List<String> parameters) {
    StoredResult result = stored(parameters);
    Bench bench = benches.get(parameters.get(1));
    EncodedTile tile = bench.tile(PathParameters.batchId(parameters.get(2)));
    exchange.svg(PlotSvg.titled(tile, result.posted(), benches.saturatedAbove()));
  }

  private StoredResult stored(List<String> parameters) {
    int query = PathParameters.query(parameters.get(0));
    long batchId = PathParameters.batchId(parameters.get(2));
    StoredResult result = benches.get(parameters.get(1)).result(query, batchId);
    if (result == null) {
      throw RefusedRequest.notFound(String.format(Locale.ROOT, "batch %d has no result", batchId));
    }
    return result;
  }

  private void end(Exchange exchange, List<String> parameters) throws IOException {
    Map<String, Object> wire = new LinkedHashMap<>();
    Bench bench = benches.get(parameters.get(0));
    bench.end().forEach((query, figures) -> wire.put(String.valueOf(query), figures.toWire()));
    wire.put("prints", benches.prints());
    if (bench.isGrowing()) {
      wire.put("watch", bench.layerLatencies());
    }
    if (bench.faults().isActive()) {
      wire.put("faults", bench.faults().counts());
      wire.put("injected", injected(bench));
    }
    exchange.json(wire);
  }

  private void faults(Exchange exchange, List<String> parameters) throws IOException {
    exchange.json(injected(benches.get(parameters.get(0))));
  }

  private static List<Map<String, Object>> injected(Bench bench) {
    return bench.faults().injected().stream().map(FaultInjector.Injected::toWire).toList();
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
}
