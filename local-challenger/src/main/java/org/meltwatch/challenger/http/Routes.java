package org.meltwatch.challenger.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route of each request; every request is answered, if only with 404 or 405. */
public final class Routes extends Handler.Abstract {

  private final List<Route> routes;
  private final Gate gate;
  private final Duration bodyTime;

  public Routes(List<Route> routes, Gate gate, Duration bodyTime) {
    this.routes = List.copyOf(routes);
    this.gate = gate;
    this.bodyTime = bodyTime;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback, bodyTime);
    exchange.answer(() -> route(exchange));
    return true;
  }

  private void route(Exchange exchange) throws IOException {
    gate.check(exchange.request());
    List<String> path = Route.split(Request.getPathInContext(exchange.request()));
    for (Route route : routes) {
      List<String> parameters = route.match(path);
      if (parameters != null) {
        if (!route.method().equals(exchange.request().getMethod())) {
          exchange.response().getHeaders().put(HttpHeader.ALLOW, route.method());
          exchange.text(405, "this path takes %s only".formatted(route.method()));
          return;
        }
        route.call().answer(exchange, parameters);
        return;
      }
    }
    throw RefusedRequest.notFound("no such path");
  }
}
