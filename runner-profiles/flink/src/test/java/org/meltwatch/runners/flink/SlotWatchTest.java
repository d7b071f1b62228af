package org.meltwatch.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JobManager that says what it is told to, and keeps what is asked of it. */
class SlotWatchTest {

  private static final Duration SHORT = Duration.ofSeconds(1);

  private final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
  private volatile int running;
  private HttpServer server;

  SlotWatchTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void watch_ofAJobThatGetsNoSlots_cancelsItAndSaysWhy() throws Exception {
    try (SlotWatch watch = watch()) {
      assertEquals("PATCH /jobs/feed?mode=cancel", cancelled.poll(20, TimeUnit.SECONDS));
      IOException failure = assertThrows(IOException.class, watch::throwFailure);
      assertEquals(
          "no task of the job has run for 1 s: --parallelism (4) must be at most the slots of the"
              + " cluster, which has 2; start TaskManagers, or begin again with fewer",
          failure.getMessage());
    }
  }

  @Test
  void watch_ofAJobThatRuns_leavesItAlone() throws Exception {
    running = 1;
    try (SlotWatch watch = watch()) {
      assertEquals(null, cancelled.poll(3, TimeUnit.SECONDS));
      watch.throwFailure();
    }
  }

  @Test
  void watch_ofAClusterThatDoesNotAnswer_waits() throws Exception {
    server.stop(0);
    try (SlotWatch watch = watch()) {
      Thread.sleep(2 * SHORT.toMillis());
      watch.throwFailure();
    }
  }

  private SlotWatch watch() {
    ClusterRest cluster = ClusterRest.of("127.0.0.1:" + server.getAddress().getPort());
    return SlotWatch.start(cluster, "meltwatch-1", 4, SHORT);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body =
        switch (asked) {
          case "GET /overview" -> "{\"slots-total\": 2}";
          case "GET /jobs/overview" ->
              String.format(
                  Locale.ROOT,
                  """
              {"jobs": [
                {"jid": "dead", "name": "meltwatch-1", "end-time": 5, "tasks": {"running": 0}},
                {"jid": "beef", "name": "another", "end-time": -1, "tasks": {"running": 0}},
                {"jid": "feed", "name": "meltwatch-1", "end-time": -1, "tasks": {"running": %d}}
              ]}""",
                  running);
          default -> {
            cancelled.add(asked);
            yield "{}";
          }
        };
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }
}
