package org.meltwatch.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.wire.Body;
import org.meltwatch.worker.WorkerState;

/**
 * One HTTP client for the whole process: an engine may make and drop a DoFn for every element.
 *
 * <p>It blocks the thread that calls, on purpose. A tile is 370 kB: with an asynchronous client
 * each few kilobytes of it are passed between three threads, which costs more than reading them.
 */
final class Http {

  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);

  /** No bound: lanes and posts bound themselves, and must not wait for each other's connections. */
  private static final int CONNECTIONS = Integer.MAX_VALUE;

  private Http() {}

  private static final class Client implements WorkerState.Part {

    private final PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECT_TIMEOUT).build())
            .build();

    private final CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .setUserAgent("meltwatch")
            .build();

    static Client here() {
      return WorkerState.of(Client.class, Client::new);
    }

    /** Closes what nobody uses; an exchange that is on its way comes to its own end. */
    @Override
    public void close() {
      connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }
  }

  /**
   * Sends a request and waits for its whole answer.
   *
   * @param limit how many bytes the answer's body may have
   * @param timeout for the whole exchange, from connecting to the body's last byte
   * @throws SocketTimeoutException if the answer is not complete by then
   * @throws StaleConnectionException if a connection that was kept open ended before the answer
   */
  static Reply send(HttpUriRequestBase request, int limit, Duration timeout)
      throws IOException, InterruptedException {
    request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(timeout)).build());
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean begun = new AtomicBoolean();
    try (Exchange exchange = Exchange.watched(request, timeout)) {
      try {
        return Client.here()
            .client
            .execute(
                request,
                context,
                response -> {
                  begun.set(true);
                  return read(request, response, limit);
                });
      } catch (IOException e) {
        exchange.throwIfEnded(e);
        boolean unread = !begun.get() && !(e instanceof InterruptedIOException);
        throw unread && isReused(context) ? new StaleConnectionException(e) : e;
      } catch (RuntimeException e) {
        exchange.throwIfEnded(e);
        throw e;
      }
    }
  }

  private static boolean isReused(HttpClientContext context) {
    @Nullable EndpointDetails connection = context.getEndpointDetails();
    return connection != null && connection.getRequestCount() > 1;
  }

  private static Reply read(HttpUriRequestBase request, ClassicHttpResponse response, int limit)
      throws IOException {
    boolean repeats = response.containsHeader(Call.POSITION);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Reply(response.getCode(), new Body(new byte[0], 0, true), repeats);
    }
    // Not closed: closing reads the rest of the body first, which an over-long one must not make
    // us.
    InputStream in = entity.getContent();
    Body body = BoundedBody.read(in, entity.getContentLength(), limit);
    if (!body.whole()) {
      request.abort();
    }
    return new Reply(response.getCode(), body, repeats);
  }
}
