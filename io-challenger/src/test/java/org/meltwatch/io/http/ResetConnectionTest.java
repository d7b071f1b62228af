package org.meltwatch.io.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.meltwatch.retry.Retries;

/** A batch is handed out once, so nobody may ask a second time without our knowing. */
class ResetConnectionTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";

  @Test
  void nextBatch_connectionClosedInsteadOfAnAnswer_isAskedAgainByNobodyButUs() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server, requests));
      serving.setDaemon(true);
      serving.start();
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
      Retries none = new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1));
      ChallengerClient client = ChallengerClient.at(address, none, Duration.ofSeconds(20));
      Bench bench = new Bench(address, "b");
      client.nextBatch(bench, 0, 1, 0, 100, new LostAnswers());
      assertThrows(
          ChallengerException.class,
          () -> client.nextBatch(bench, 0, 1, 1, 100, new LostAnswers()));
    }
    assertEquals(2, requests.get());
  }

  /** Answers every request but the second of all, at which it closes the connection. */
  private static void serve(ServerSocket server, AtomicInteger requests) {
    while (true) {
      try (Socket connection = server.accept()) {
        InputStream in = connection.getInputStream();
        while (readRequest(in)) {
          if (requests.incrementAndGet() == 2) {
            break;
          }
          connection.getOutputStream().write(ANSWER.getBytes(ISO_8859_1));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private static boolean readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    return true;
  }
}
