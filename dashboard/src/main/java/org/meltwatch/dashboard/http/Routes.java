package org.meltwatch.dashboard.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** Finds the route of each request; every request is answered, if only with 404 or 405. */
public final class Routes extends Handler.Abstract {

  /** Answers a path that no route is for. */
  public interface Fallback {

    /** False if it has no answer either. */
    boolean answer(Exchange exchange, String path) throws IOException;
  }

  private final List<Route> routes;
  private final Fallback fallback;
  private final Gate gate;

  public Routes(List<Route> routes, Fallback fallback, Gate gate) {
    this.routes = List.copyOf(routes);
    this.fallback = fallback;
    this.gate = gate;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    exchange.answer(() -> route(exchange));
    return true;
  }

  private void route(Exchange exchange) throws IOException {
    gate.checkPlace(exchange.request());
    if (setsCookie(exchange)) {
      return;
    }
    gate.check(exchange.request());
    String raw = exchange.request().getHttpURI().getPath();
    if (raw == null || !raw.startsWith("/")) {
      throw Refusal.malformed("the path must begin with a slash");
    }
    List<String> path = Route.split(raw).stream().map(Routes::decoded).toList();
    @Nullable Route otherMethod = null;
    for (Route route : routes) {
      List<String> parameters = route.match(path);
      if (parameters == null) {
        continue;
      }
      if (route.method().equals(exchange.request().getMethod())) {
        route.call().answer(exchange, parameters);
        return;
      }
      otherMethod = route;
    }
    if (otherMethod != null) {
      exchange.response().getHeaders().put(HttpHeader.ALLOW, otherMethod.method());
      exchange.error(405, "this path takes %s only".formatted(otherMethod.method()));
    } else if (!exchange.isGet() || !fallback.answer(exchange, raw)) {
      throw Refusal.notFound("there is no such path");
    }
  }

  /** The address with the token sets a cookie, and leads to the same address without it. */
  private boolean setsCookie(Exchange exchange) {
    Fields query = Request.extractQueryParameters(exchange.request());
    if (!exchange.isGet() || !gate.isToken(query.getValue("token"))) {
      return false;
    }
    exchange
        .response()
        .getHeaders()
        .add(
            HttpHeader.SET_COOKIE,
            "%s=%s; Path=/; HttpOnly; SameSite=Strict"
                .formatted(Gate.COOKIE, query.getValue("token")));
    exchange.redirect("/");
    return true;
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed("the path holds a % that begins no escape");
    }
  }
}
