package org.meltwatch.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.meltwatch.retry.Retries;

/**
 * Posts alerts as JSON. With a secret each is signed: {@code Meltwatch-Signature} is {@code
 * sha256=} and the HMAC-SHA256 of the body in hexadecimal digits. {@code Idempotency-Key} is the
 * same for every attempt. Any status 2xx is an arrival.
 */
final class WebhookSink implements AlertSink {

  private static final int TIMEOUT = 408;
  private static final int TOO_EARLY = 425;

  private final String name;
  private final URI url;
  private final byte @Nullable [] secret;
  private final Duration timeout;
  private final HttpClient client;

  /**
   * A webhook.
   *
   * @param name what reports call it
   * @param secret signs; null to do without
   * @param timeout how long an attempt may take
   */
  WebhookSink(String name, URI url, byte @Nullable [] secret, Duration timeout) {
    this.name = name;
    this.url = url;
    this.secret = secret == null ? null : secret.clone();
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void deliver(AlertMessage message) throws IOException, InterruptedException {
    byte[] body = message.json();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", message.key())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (secret != null) {
      request.header("Meltwatch-Signature", "sha256=" + sign(body, secret));
    }
    int status = status(request.build());
    if (status / 100 == 2) {
      return;
    }
    String problem = String.format(Locale.ROOT, "it answers with status %d", status);
    if (Retries.mayHelp(status) || status == TIMEOUT || status == TOO_EARLY) {
      throw new IOException(problem);
    }
    throw new RefusedAlertException(problem);
  }

  /** A body that never ends would outlast the request's own timeout. */
  private int status(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (ExecutionException e) {
      throw new IOException("no answer: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
  }

  static String sign(byte[] body, byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java must have HmacSHA256", e);
    }
  }

  @Override
  public void close() {
    // The client's threads end with it; the JDK has nothing to close before Java 21.
  }
}
