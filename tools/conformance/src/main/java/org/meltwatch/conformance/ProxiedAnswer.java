package org.meltwatch.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * What a call is answered.
 *
 * @param status the HTTP status
 * @param type the content type; empty for none
 * @param body its bytes; owned by this record
 */
public record ProxiedAnswer(int status, String type, byte[] body) {

  /** A text. */
  public static ProxiedAnswer text(int status, String type, String text) {
    return new ProxiedAnswer(status, type, text.getBytes(UTF_8));
  }

  /** A status without a body. */
  public static ProxiedAnswer empty(int status) {
    return new ProxiedAnswer(status, "", new byte[0]);
  }

  /** What an ingress says while what is behind it restarts. */
  public static ProxiedAnswer html(int status) {
    return text(
        status, "text/html", "<html><head><title>Not now</title></head><body>nginx</body></html>");
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  void send(HttpExchange exchange) throws IOException {
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
