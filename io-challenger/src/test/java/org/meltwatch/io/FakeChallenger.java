package org.meltwatch.io;

import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.meltwatch.io.http.Bench;

/**
 * A challenger that hands out what a test gives it, and misbehaves as the test says: answers put
 * into a script are given, in order, before the regular ones. Serves one bench, which it takes as
 * started; listens on the loopback interface only.
 */
public final class FakeChallenger implements AutoCloseable {

  /** A scripted answer. */
  public sealed interface Answer {

    /** A status and a text. */
    record Status(int status, String text) implements Answer {}

    /** A body of {@code length} zeros; with no length declared if {@code chunked}. */
    record Zeros(int length, boolean chunked) implements Answer {}

    /** The beginning of an answer whose connection then breaks. */
    record HalfBody() implements Answer {}

    /** The beginning of a batch, which counts as handed out, on a connection that then breaks. */
    record HalfBatch() implements Answer {}

    /** No answer within the time; then the regular one. */
    record Late(Duration delay) implements Answer {}
  }

  private final Server server;
  private final ServerConnector connector;
  private final Deque<byte[]> batches = new ArrayDeque<>();
  private final Map<String, byte[]> remembered = new TreeMap<>();
  private final Deque<Answer> nextBatchScript = new ArrayDeque<>();
  private final Deque<Answer> postScript = new ArrayDeque<>();
  private final Deque<Answer> otherScript = new ArrayDeque<>();
  private final Map<Long, byte[]> results = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private boolean remembers;
  private Duration postDelay = Duration.ZERO;
  private String endReport = "{}";
  private int posting;
  private int mostPosting;

  private FakeChallenger(List<byte[]> messages) {
    batches.addAll(messages);
    server = new Server();
    connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(new Regular());
  }

  /** A running challenger that hands out these messages, in order, then says 404. */
  public static FakeChallenger handingOut(List<byte[]> messages) throws Exception {
    FakeChallenger challenger = new FakeChallenger(messages);
    challenger.server.start();
    return challenger;
  }

  /** Its address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Its only bench. */
  public Bench bench() {
    return new Bench(uri(), "bench 0");
  }

  /** Answers to the next calls of next_batch. */
  public synchronized FakeChallenger onNextBatch(Answer... answers) {
    nextBatchScript.addAll(List.of(answers));
    return this;
  }

  /** Answers to the next posts of results. */
  public synchronized FakeChallenger onPost(Answer... answers) {
    postScript.addAll(List.of(answers));
    return this;
  }

  /** Answers to the next other calls. */
  public synchronized FakeChallenger onOther(Answer... answers) {
    otherScript.addAll(List.of(answers));
    return this;
  }

  /** Takes a while for each post. */
  public synchronized FakeChallenger withPostDelay(Duration delay) {
    postDelay = delay;
    return this;
  }

  /** Gives a position that it gave a batch before the same batch again. */
  public synchronized FakeChallenger thatRemembers() {
    remembers = true;
    return this;
  }

  /** What it answers to end. */
  public synchronized FakeChallenger withEndReport(String report) {
    endReport = report;
    return this;
  }

  /** The results posted, by batch_id. */
  public synchronized Map<Long, byte[]> results() {
    return new TreeMap<>(results);
  }

  /** Method and path of every call, in order. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The texts sent to create. */
  public synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** The largest number of posts that were in progress at once. */
  public synchronized int mostPosting() {
    return mostPosting;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the fake challenger did not stop", e);
    }
  }

  private final class Regular extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = Request.getPathInContext(request);
      byte[] sent = read(request);
      log(request.getMethod() + " " + path);
      if (path.startsWith("/api/next_batch/")) {
        nextBatch(request.getHeaders().get("Meltwatch-Position"), response, callback);
      } else if (path.startsWith("/api/result/")) {
        post(path, sent, response, callback);
      } else {
        other(path, sent, response, callback);
      }
      return true;
    }

    private void nextBatch(String position, Response response, Callback callback) throws Exception {
      Answer script = poll(nextBatchScript);
      if (!scripted(script, response, callback)) {
        byte[] message = batchFor(position);
        if (remembers && position != null) {
          response.getHeaders().put("Meltwatch-Position", position);
        }
        if (script instanceof Answer.HalfBatch) {
          half(message, response, callback);
        } else if (message == null) {
          answer(404, "no more batches".getBytes(StandardCharsets.UTF_8), response, callback);
        } else {
          answer(200, message, response, callback);
        }
      }
    }

    private void post(String path, byte[] sent, Response response, Callback callback)
        throws Exception {
      startPost();
      Thread.sleep(postDelay.toMillis());
      endPost();
      if (!scripted(poll(postScript), response, callback)) {
        store(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)), sent);
        text("{\"timestamp\": null}", response, callback);
      }
    }

    private void other(String path, byte[] sent, Response response, Callback callback)
        throws Exception {
      if (scripted(poll(otherScript), response, callback)) {
        return;
      }
      if (path.equals("/api/create")) {
        note(new String(sent, StandardCharsets.UTF_8));
      }
      text(
          switch (path) {
            case "/api/create" -> "\"bench 0\"";
            case "/api/history" -> "[{\"bench_id\": \"bench 0\", \"name\": \"n\"}]";
            default -> path.startsWith("/api/end/") ? endReport : "";
          },
          response,
          callback);
    }

    private boolean scripted(Answer answer, Response response, Callback callback)
        throws InterruptedException {
      if (answer instanceof Answer.Late late) {
        Thread.sleep(late.delay().toMillis());
      } else if (answer instanceof Answer.Status status) {
        answer(status.status(), status.text().getBytes(StandardCharsets.UTF_8), response, callback);
      } else if (answer instanceof Answer.Zeros zeros) {
        if (!zeros.chunked()) {
          response.getHeaders().put(HttpHeader.CONTENT_LENGTH, zeros.length());
        }
        response.write(true, ByteBuffer.allocate(zeros.length()), callback);
      } else if (answer instanceof Answer.HalfBody) {
        half(new byte[1000], response, callback);
      }
      return answer != null
          && !(answer instanceof Answer.Late)
          && !(answer instanceof Answer.HalfBatch);
    }

    private static void half(byte[] body, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(
          false,
          ByteBuffer.wrap(body, 0, body.length / 2),
          Callback.from(() -> callback.failed(new IllegalStateException("scripted break"))));
    }

    private static byte[] read(Request request) throws Exception {
      ByteBuffer body = Content.Source.asByteBuffer(request);
      byte[] bytes = new byte[body.remaining()];
      body.get(bytes);
      return bytes;
    }

    private static void text(String text, Response response, Callback callback) {
      answer(200, text.getBytes(StandardCharsets.UTF_8), response, callback);
    }

    private static void answer(int status, byte[] body, Response response, Callback callback) {
      response.setStatus(status);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }

  private synchronized byte[] batchFor(String position) {
    byte[] before = remembers ? remembered.get(position) : null;
    if (before != null) {
      return before;
    }
    byte[] message = batches.pollFirst();
    if (message != null) {
      remembered.put(position, message);
    }
    return message;
  }

  private synchronized <T> T poll(Deque<T> queue) {
    return queue.pollFirst();
  }

  private synchronized void log(String request) {
    requests.add(request);
  }

  private synchronized void note(String body) {
    bodies.add(body);
  }

  private synchronized void store(long batchId, byte[] result) {
    results.put(batchId, result);
  }

  private synchronized void startPost() {
    posting++;
    mostPosting = Math.max(mostPosting, posting);
  }

  private synchronized void endPost() {
    posting--;
  }
}
