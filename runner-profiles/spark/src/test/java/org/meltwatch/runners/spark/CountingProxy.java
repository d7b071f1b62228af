package org.meltwatch.runners.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a challenger and counts what is asked of it, by kind of request and answer. */
final class CountingProxy implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String challenger;
  private final boolean takesResults;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Starts.
   *
   * @param takesResults false to refuse results, with status 403
   */
  CountingProxy(String challenger, boolean takesResults) throws IOException {
    this.challenger = challenger;
    this.takesResults = takesResults;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::forward);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often, by {@code next_batch STATUS} and {@code result BATCH_ID STATUS}. */
  Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.startsWith("/api/result/") && !takesResults) {
        count(path, 403);
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(challenger + path))
              .header("Content-Type", header(exchange, "Content-Type"))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      count(path, answer.statusCode());
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while forwarding", e);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "application/octet-stream" : value;
  }

  private void count(String path, int status) {
    String[] parts = path.split("/", -1);
    if (parts[2].equals("next_batch")) {
      counts.merge("next_batch " + status, 1, Integer::sum);
    } else if (parts[2].equals("result")) {
      counts.merge(String.format(Locale.ROOT, "result %s %d", parts[5], status), 1, Integer::sum);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
