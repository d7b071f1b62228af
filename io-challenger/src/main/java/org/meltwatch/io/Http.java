package org.meltwatch.io;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP client for the whole process: an engine may make and drop a DoFn for every element. */
final class Http {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private Http() {}

  private static final class Holder {
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /**
   * Sends a request and waits for its whole body.
   *
   * @param timeout for the whole exchange: the client's own timeout ends with the answer's headers
   */
  static HttpResponse<Body> send(HttpRequest request, int limit, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Body>> exchange =
        Holder.CLIENT.sendAsync(request, BoundedBody.handler(limit));
    try {
      return exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      HttpTimeoutException late =
          new HttpTimeoutException("no complete answer within %s".formatted(timeout));
      late.initCause(e);
      throw late;
    } catch (ExecutionException e) {
      throw asIoException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }

  private static IOException asIoException(Throwable cause) {
    // Kept as it is: callers tell a refused connection from a broken one by its class.
    return cause instanceof IOException io
        ? io
        : new IOException("the exchange failed: " + cause, cause);
  }
}
