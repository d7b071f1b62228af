package org.meltwatch.challenger;

import java.util.List;

/** The pages under {@code /dash}. */
final class Dashboard {

  private final Benches benches;

  Dashboard(Benches benches) {
    this.benches = benches;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/dash", (exchange, none) -> exchange.html("" + benches.all().size())));
  }
}
