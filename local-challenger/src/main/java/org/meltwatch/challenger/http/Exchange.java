package org.meltwatch.challenger.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and the way to answer it, exactly once. */
public record Exchange(Request request, Response response, Callback callback, Duration bodyTime) {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer that may fail. */
  public interface Answer {
    void run() throws IOException;
  }

  /** An answer to what a body says. */
  public interface BodyAnswer {
    void run(byte[] body) throws IOException;
  }

  /** Runs the answer; whatever it throws becomes the answer instead. */
  void answer(Answer answer) {
    try {
      answer.run();
    } catch (RefusedRequest e) {
      text(e.status(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.debug("{} {} broke off", request.getMethod(), request.getHttpURI(), e);
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", request.getMethod(), request.getHttpURI(), e);
      text(500, "the challenger failed: " + e);
    }
  }

  /** Runs the answer later on a server thread; none is held meanwhile. */
  public void answerIn(long nanos, Answer answer) {
    if (nanos == 0) {
      answer(answer);
      return;
    }
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> request.getComponents().getExecutor().execute(() -> answer(answer)),
            nanos,
            TimeUnit.NANOSECONDS);
  }

  /**
   * Runs the answer when the whole body is there; no thread is held meanwhile. A body of more bytes
   * than that is answered 413, one that takes too long 408.
   */
  public void answerBody(int most, BodyAnswer answer) {
    CompletableFuture<byte[]> body = Body.of(request, most);
    if (body.isDone()) {
      answer(() -> answer.run(received(body)));
      return;
    }
    // Whatever fails becomes the answer.
    CompletableFuture<byte[]> unused =
        body.orTimeout(bodyTime.toMillis(), TimeUnit.MILLISECONDS)
            .whenCompleteAsync(
                (bytes, failure) -> answer(() -> answer.run(received(body))),
                request.getComponents().getExecutor());
  }

  private byte[] received(CompletableFuture<byte[]> body) throws IOException {
    try {
      return body.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        throw RefusedRequest.tooSlow(
            String.format(Locale.ROOT, "body must be here within %d s", bodyTime.toSeconds()));
      }
      if (e.getCause() instanceof RefusedRequest refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw e;
    }
  }

  public void ok() {
    send(200, "text/plain; charset=utf-8", ByteBuffer.allocate(0));
  }

  /** There is nothing to be had yet; the client may ask again at once. */
  public void nothingYet() {
    response.setStatus(204);
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  public void text(int status, String text) {
    send(status, "text/plain; charset=utf-8", UTF_8.encode(text + "\n"));
  }

  public void json(Object value) throws JsonProcessingException {
    bytes("application/json", jsonBytes(value));
  }

  public static byte[] jsonBytes(Object value) throws JsonProcessingException {
    return JSON.writeValueAsBytes(value);
  }

  /** Announces the whole body, sends half of it and breaks off. */
  public void half(String contentType, byte[] bytes) {
    headers(200, contentType, bytes.length);
    response.write(
        false,
        ByteBuffer.wrap(bytes, 0, bytes.length / 2),
        Callback.from(
            () -> {
              cut();
              callback.failed(new IOException("the answer was cut off on purpose"));
            },
            callback::failed));
  }

  /** Resets the connection: the client gets no answer. */
  public void reset() {
    cut();
    // There is nobody left to tell of a failure.
    callback.succeeded();
  }

  private void cut() {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    if (connection.getTransport() instanceof SocketChannel channel) {
      try (channel) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        LOG.debug("the connection was gone before it was reset", e);
      }
    }
  }

  public void html(String page) {
    response
        .getHeaders()
        .put(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action"
                + " 'self'");
    send(200, "text/html; charset=utf-8", UTF_8.encode(page));
  }

  public void svg(byte[] svg) {
    response
        .getHeaders()
        .put(
            "Content-Security-Policy",
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    send(200, "image/svg+xml", ByteBuffer.wrap(svg));
  }

  public void bytes(String contentType, byte[] bytes) {
    send(200, contentType, ByteBuffer.wrap(bytes));
  }

  private void send(int status, String contentType, ByteBuffer body) {
    headers(status, contentType, body.remaining());
    response.write(true, body, callback);
  }

  private void headers(int status, String contentType, int length) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
  }
}
