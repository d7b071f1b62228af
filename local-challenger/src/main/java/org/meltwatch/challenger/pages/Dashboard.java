package org.meltwatch.challenger.pages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.Bench;
import org.meltwatch.challenger.bench.Benches;
import org.meltwatch.challenger.bench.HandOutPlan;
import org.meltwatch.challenger.http.Exchange;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.challenger.http.Route;
import org.meltwatch.prints.Print;

/**
 * The pages under {@code /dash}, as the contest's challenger has them: past benches, and plots of
 * results.
 */
public final class Dashboard {

  private final Benches benches;
  private final HandOutPlan plan;

  public Dashboard(Benches benches, HandOutPlan plan) {
    this.benches = benches;
    this.plan = plan;
  }

  public List<Route> routes() {
    return List.of(Route.of("GET", "/dash", this::list), Route.of("GET", "/dash/*", this::bench));
  }

  private void list(Exchange exchange, List<String> parameters) {
    List<BenchRow> rows = new ArrayList<>();
    benches.all().forEach(bench -> rows.add(BenchRow.of(bench)));
    Collections.reverse(rows);
    List<BenchList.PrintRow> prints =
        plan.prints().stream()
            .map(
                print ->
                    new BenchList.PrintRow(
                        print.id(), print.layers(), print.grid().toString(), plan.tilesOf(print)))
            .toList();
    exchange.html(
        Pages.BENCHES.execute(
            new BenchList(prints, rows, rows.stream().anyMatch(BenchRow::running))));
  }

  private void bench(Exchange exchange, List<String> parameters) {
    Bench bench = benches.get(parameters.get(0));
    Fields query = Request.extractQueryParameters(exchange.request());
    Print print = print(query.getValue("print"));
    exchange.html(
        Pages.BENCH.execute(new BenchPageBuilder(bench, print, plan.prints()).page(layer(query))));
  }

  private Print print(@Nullable String id) {
    return plan.prints().stream()
        .filter(print -> id == null || print.id().equals(id))
        .findFirst()
        .orElseThrow(() -> RefusedRequest.notFound("no such print"));
  }

  private static @Nullable Integer layer(Fields query) {
    String text = query.getValue("layer");
    if (text == null) {
      return null;
    }
    if (!text.matches("\\d{1,9}")) {
      throw RefusedRequest.malformed("layer must be a whole number");
    }
    return Integer.parseInt(text);
  }
}
