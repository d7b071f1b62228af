package org.meltwatch.io.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ExchangeTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

  @Test
  void send_bodyThatDrips_endsWithTheDeadlineOfTheWhole() throws Exception {
    try (ServerSocket server = listening()) {
      CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> drip(server));
      long start = System.nanoTime();
      SocketTimeoutException late =
          assertThrows(
              SocketTimeoutException.class,
              () -> Http.send(request(server), 1 << 20, Duration.ofMillis(400)));
      assertEquals("no complete answer within PT0.4S", late.getMessage());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
      dripping.join();
    }
  }

  @Test
  void send_threadInterruptedWhileItWaits_ends() throws Exception {
    try (ServerSocket server = listening()) {
      CountDownLatch reading = new CountDownLatch(1);
      AtomicReference<Exception> outcome = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                reading.countDown();
                try {
                  Http.send(request(server), 1 << 20, Duration.ofMinutes(2));
                } catch (Exception e) {
                  outcome.set(e);
                }
              });
      caller.start();
      reading.await();
      try (Socket accepted = server.accept()) {
        caller.interrupt();
        caller.join(20_000);
        assertInstanceOf(InterruptedException.class, outcome.get());
        assertTrue(accepted.isBound());
      }
    }
  }

  private static org.apache.hc.client5.http.classic.methods.HttpUriRequestBase request(
      ServerSocket server) {
    return Call.get("/").request(URI.create("http://127.0.0.1:" + server.getLocalPort()));
  }

  private static ServerSocket listening() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** A byte every 20 ms: no single read of it is ever late. */
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('x');
        out.flush();
        Thread.sleep(20);
      }
    } catch (java.io.IOException e) {
      // The client has gone away, which is what this test waits for.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
