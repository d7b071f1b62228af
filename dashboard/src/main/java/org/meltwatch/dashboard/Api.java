package org.meltwatch.dashboard;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.http.Route;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.Runs;
import org.meltwatch.dashboard.views.DefectsView;
import org.meltwatch.dashboard.views.LayerView;
import org.meltwatch.dashboard.views.LayersView;
import org.meltwatch.dashboard.views.PartView;
import org.meltwatch.dashboard.views.RunView;
import org.meltwatch.report.PrintReport;
import org.meltwatch.tracking.Box;

/** The paths that the page reads. */
final class Api {

  private static final long LIST_NANOS = 2_000_000_000L;

  private final Runs runs;
  private final Lookup lookup;
  private final Streams streams;
  private final boolean writable;
  private final SharedAnswers shared = new SharedAnswers();

  /**
   * The paths.
   *
   * @param writable whether commands are taken
   */
  Api(Runs runs, Lookup lookup, Streams streams, boolean writable) {
    this.runs = runs;
    this.lookup = lookup;
    this.streams = streams;
    this.writable = writable;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/runs", this::list),
        Route.get(Lookup.RUN, this::run),
        Route.get(Lookup.RUN + "/stream", this::stream),
        Route.get(Lookup.RUN + "/report.html", this::report),
        Route.get(Lookup.PRINT + "/layers", this::layers),
        Route.get(Lookup.PRINT + "/layers/*", this::layer),
        Route.get(Lookup.PRINT + "/defects", this::defects));
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
      Object card = runs.card(name, Lookup.FRESH_MILLIS);
      if (card != null) {
        cards.add(card);
      }
    }
    runs.trim();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("runs", cards);
    answer.put("left_off", leftOff);
    answer.put("one", runs.isOne());
    exchange.json(answer);
  }

  private void run(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = lookup.run(parameters);
    Object view;
    synchronized (run) {
      view = RunView.of(run, writable);
    }
    exchange.json(view);
  }

  private void stream(Exchange exchange, List<String> parameters) throws IOException {
    streams.add(exchange, lookup.run(parameters));
  }

  /** The report, in the language that is asked for, or else the browser's. */
  private void report(Exchange exchange, List<String> parameters) throws IOException {
    String language = exchange.text("language");
    Locale locale =
        language == null
            ? Request.getLocales(exchange.request()).get(0)
            : Locale.forLanguageTag(language);
    String html = PrintReport.html(lookup.run(parameters).dir(), locale);
    exchange.bytes("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  /** All layers from one on: of the plate, of one tile, or of a rectangle. */
  private void layers(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = lookup.run(parameters);
    int from = exchange.number("from", 0);
    int tile = exchange.number("tile", -1);
    Box box = box(exchange);
    shared.answer(
        exchange,
        run,
        () -> {
          PartView part;
          synchronized (run) {
            FollowedPrint print = Lookup.print(run, parameters);
            if (tile < 0 && box == null) {
              return LayersView.of(run, print, from);
            }
            part =
                tile >= 0
                    ? PartView.ofTile(run, print, tile, from)
                    : PartView.ofBox(run, print, requireNonNull(box), from);
          }
          return part.columns();
        });
  }

  private static @Nullable Box box(Exchange exchange) {
    if (exchange.text("min_x") == null) {
      return null;
    }
    Box box =
        new Box(
            exchange.number("min_x", 0),
            exchange.number("min_y", 0),
            exchange.number("max_x", -1),
            exchange.number("max_y", -1));
    if (box.minX() < 0 || box.minY() < 0 || box.maxX() < box.minX() || box.maxY() < box.minY()) {
      throw Refusal.malformed("a part must have min_x, min_y, max_x and max_y, in this order");
    }
    return box;
  }

  private void layer(Exchange exchange, List<String> parameters) throws IOException {
    answer(
        exchange,
        parameters,
        (run, print) -> LayerView.of(run, print, Lookup.layer(print, parameters)));
  }

  private void defects(Exchange exchange, List<String> parameters) throws IOException {
    answer(
        exchange,
        parameters,
        (run, print) ->
            DefectsView.of(
                print,
                run.commands(),
                run.facts().scale(print.name()),
                run.facts().layerMm(print.name())));
  }

  /** Answers with a view of a print, for which its run stands still. */
  private void answer(Exchange exchange, List<String> parameters, ViewOfPrint view)
      throws IOException {
    FollowedRun run = lookup.run(parameters);
    shared.answer(
        exchange,
        run,
        () -> {
          synchronized (run) {
            return view.of(run, Lookup.print(run, parameters));
          }
        });
  }

  /** Makes a view of a print. */
  private interface ViewOfPrint {
    Object of(FollowedRun run, FollowedPrint print) throws IOException;
  }
}
