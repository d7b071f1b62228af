package org.meltwatch.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and the way to answer it, exactly once. */
public record Exchange(Request request, Response response, Callback callback) {

  /** All JSON that the dashboard reads and writes has names in snake case. */
  public static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final int MOST_BODY_BYTES = 1 << 16;

  /** An answer that may fail. */
  interface Answer {
    void run() throws IOException;
  }

  /** Runs the answer; whatever it throws becomes the answer instead. */
  void answer(Answer answer) {
    headers();
    try {
      answer.run();
    } catch (Refusal e) {
      error(e.status(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.warn("{} {}: {}", request.getMethod(), request.getHttpURI().getPath(), e.getMessage());
      error(500, "what the run has written cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
      error(500, "the dashboard failed; its log says why");
    }
  }

  /** True if something is asked for. */
  boolean isGet() {
    return request.getMethod().equals("GET");
  }

  /** A number of the query. */
  public int number(String name, int fallback) {
    String text = text(name);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("-?\\d{1,9}")) {
      throw Refusal.malformed(name + " must be a whole number");
    }
    return Integer.parseInt(text);
  }

  /** A value of the query, or null if there is none. */
  public @Nullable String text(String name) {
    return Request.extractQueryParameters(request).getValue(name);
  }

  /**
   * The body, which must be a JSON object that a page of this dashboard sends.
   *
   * @throws Refusal if it is not
   */
  public ObjectNode body() throws IOException {
    Gate.checkOwnPage(request);
    if (request.getLength() < 0 || request.getLength() > MOST_BODY_BYTES) {
      throw Refusal.tooLarge(
          String.format(Locale.ROOT, "the body must have at most %d bytes", MOST_BODY_BYTES));
    }
    byte[] bytes = Content.Source.asInputStream(request).readNBytes(MOST_BODY_BYTES);
    try {
      JsonNode body = JSON.readTree(bytes);
      if (body instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw Refusal.malformed("the body must be JSON");
    }
    throw Refusal.malformed("the body must be a JSON object");
  }

  /** Answers with JSON. */
  public void json(Object value) throws IOException {
    json(200, value);
  }

  /** Answers with JSON and a status. */
  public void json(int status, Object value) throws IOException {
    send(status, "application/json", JSON.writeValueAsBytes(value));
  }

  /** What is asked for: path and query. */
  public String asked() {
    return request.getHttpURI().getPathQuery();
  }

  /** True if an answer may be compressed. */
  public boolean takesGzip() {
    return request.getHeaders().contains(HttpHeader.ACCEPT_ENCODING, "gzip");
  }

  /** Answers with JSON that is compressed already. */
  public void gzippedJson(byte[] zipped) {
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_ENCODING, "gzip")
        .put(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());
    send(200, "application/json", zipped);
  }

  /** Answers that nothing came of it, and why. */
  void error(int status, String sentence) {
    try {
      json(status, Map.of("error", sentence));
    } catch (IOException e) {
      callback.failed(e);
    }
  }

  /** Answers with bytes. */
  public void bytes(String type, byte[] bytes) {
    send(200, type, bytes);
  }

  /** Sends to another path. */
  void redirect(String path) {
    response.getHeaders().put(HttpHeader.LOCATION, path);
    send(303, "text/plain; charset=utf-8", new byte[0]);
  }

  /** Answers with what changes only when its tag does. */
  public void tagged(String type, String tag, byte[] bytes) {
    response.getHeaders().put(HttpHeader.ETAG, quoted(tag));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
    send(200, type, bytes);
  }

  /** If the page has what the tag stands for, answers so, and is true. */
  public boolean isKnown(String tag) {
    if (!quoted(tag).equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
      return false;
    }
    response.getHeaders().put(HttpHeader.ETAG, quoted(tag));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
    response.setStatus(304);
    response.write(true, ByteBuffer.allocate(0), callback);
    return true;
  }

  private static String quoted(String tag) {
    return '"' + tag + '"';
  }

  /** Adds a header to the answer. */
  public void header(String name, Object value) {
    response.getHeaders().put(name, String.valueOf(value));
  }

  private void headers() {
    response
        .getHeaders()
        .put(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
                + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
        .put("X-Content-Type-Options", "nosniff")
        .put("Referrer-Policy", "no-referrer")
        .put("Cross-Origin-Resource-Policy", "same-origin")
        .put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  private void send(int status, String type, byte[] bytes) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
