package org.meltwatch.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.http.Route;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.RunCard;
import org.meltwatch.dashboard.runs.Runs;
import org.meltwatch.dashboard.views.DefectsView;
import org.meltwatch.dashboard.views.LayerView;
import org.meltwatch.dashboard.views.LayersView;
import org.meltwatch.dashboard.views.RunView;

/** The paths that the page reads. */
final class Api {

  private static final String RUN = "/api/runs/*";
  private static final String PRINT = RUN + "/prints/*";

  /** How old what is read may be, in milliseconds. */
  private static final long FRESH_MILLIS = 200;

  private static final long LIST_NANOS = 2_000_000_000L;

  private final Runs runs;
  private final Streams streams;

  Api(Runs runs, Streams streams) {
    this.runs = runs;
    this.streams = streams;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/runs", this::list),
        Route.get(RUN, this::run),
        Route.get(RUN + "/stream", this::stream),
        Route.get(PRINT + "/layers", this::layers),
        Route.get(PRINT + "/layers/*", this::layer),
        Route.get(PRINT + "/defects", this::defects));
  }

  private void list(Exchange exchange, List<String> parameters) throws IOException {
    List<Object> cards = new ArrayList<>();
    int leftOff = 0;
    long until = System.nanoTime() + LIST_NANOS;
    for (String name : runs.names()) {
      if (System.nanoTime() - until > 0) {
        // What was read stays known for a while: who asks again is told more.
        leftOff++;
        continue;
      }
      Object card = runs.card(name, FRESH_MILLIS);
      if (card != null) {
        cards.add(card);
      }
    }
    runs.trim();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("runs", cards);
    answer.put("left_off", leftOff);
    exchange.json(answer);
  }

  private void run(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = polled(parameters.get(0));
    Object view;
    synchronized (run) {
      view = RunView.of(run, false);
    }
    exchange.json(view);
  }

  private void stream(Exchange exchange, List<String> parameters) throws IOException {
    streams.add(exchange, polled(parameters.get(0)));
  }

  private void layers(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = polled(parameters.get(0));
    Object view;
    synchronized (run) {
      view = LayersView.of(run, print(run, parameters.get(1)));
    }
    exchange.json(view);
  }

  private void layer(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = polled(parameters.get(0));
    Object view;
    synchronized (run) {
      FollowedPrint print = print(run, parameters.get(1));
      view = LayerView.of(run, print, layer(print, parameters.get(2)));
    }
    exchange.json(view);
  }

  private void defects(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = polled(parameters.get(0));
    Object view;
    synchronized (run) {
      FollowedPrint print = print(run, parameters.get(1));
      view = DefectsView.of(print, RunCard.pixelMm(run, print), RunCard.layerMm(run, print));
    }
    exchange.json(view);
  }

  private FollowedRun polled(String name) throws IOException {
    FollowedRun run = runs.get(name);
    if (run == null) {
      throw Refusal.notFound("there is no such run");
    }
    run.poll(FRESH_MILLIS);
    return run;
  }

  private static FollowedPrint print(FollowedRun run, String index) {
    List<FollowedPrint> prints = run.prints();
    if (!index.matches("\\d{1,4}") || Integer.parseInt(index) >= prints.size()) {
      throw Refusal.notFound("there is no such print in the run");
    }
    return prints.get(Integer.parseInt(index));
  }

  private static int layer(FollowedPrint print, String number) {
    if (!number.matches("\\d{1,9}") || Integer.parseInt(number) >= print.layers()) {
      throw Refusal.notFound("there is no such layer in the print yet");
    }
    return Integer.parseInt(number);
  }
}
