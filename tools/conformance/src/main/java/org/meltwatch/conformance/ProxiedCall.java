package org.meltwatch.conformance;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A call on its way to a challenger, see {@link ChallengerProxy}. */
public final class ProxiedCall {

  private static final String TYPE = "Content-Type";

  private final String method;
  private final String path;
  private final String type;
  private final byte[] body;
  private final boolean kept;
  private final String challenger;
  private final HttpClient client;

  private ProxiedCall(
      String method,
      String path,
      String type,
      byte[] body,
      boolean kept,
      String challenger,
      HttpClient client) {
    this.method = method;
    this.path = path;
    this.type = type;
    this.body = body;
    this.kept = kept;
    this.challenger = challenger;
    this.client = client;
  }

  static ProxiedCall of(HttpExchange exchange, boolean kept, String challenger, HttpClient client)
      throws IOException {
    String type = exchange.getRequestHeaders().getFirst(TYPE);
    return new ProxiedCall(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        type == null ? "application/octet-stream" : type,
        exchange.getRequestBody().readAllBytes(),
        kept,
        challenger,
        client);
  }

  /** The kind of call: such as {@code next_batch}. */
  public String kind() {
    String[] parts = path.split("/", -1);
    return parts.length > 2 ? parts[2] : "";
  }

  /** True if it asks for a batch. */
  public boolean asksForBatch() {
    return kind().equals("next_batch");
  }

  /** True if it posts a result. */
  public boolean postsResult() {
    return kind().equals("result");
  }

  /** True if its connection has served before. */
  public boolean onKeptConnection() {
    return kept;
  }

  /** The path, as it was sent. */
  public String path() {
    return path;
  }

  /** What was sent; owned by this call. */
  public byte[] body() {
    return body;
  }

  /** The challenger's own answer. */
  public ProxiedAnswer passOn() throws IOException, InterruptedException {
    return passOn(path);
  }

  /** The challenger's own answer to the same call with another path. */
  public ProxiedAnswer passOn(String otherPath) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(challenger + otherPath))
            .header(TYPE, type)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new ProxiedAnswer(
        answer.statusCode(), answer.headers().firstValue(TYPE).orElse(""), answer.body());
  }
}
