package org.meltwatch.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.wire.Batches;

/**
 * Hands out batches of one size as fast as sockets allow, for measurements: it understands GET of
 * next_batch and nothing else, and what it costs is the copy into the socket.
 */
final class FastChallenger implements AutoCloseable {

  private final AtomicLong next = new AtomicLong();
  private final long count;
  private final int size;
  private final ServerSocket server;

  FastChallenger(long count, int size) throws IOException {
    this.count = count;
    this.size = size;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  Bench bench() {
    return new Bench(URI.create("http://127.0.0.1:" + server.getLocalPort()), "fast");
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // Closed: the measurement is over.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot accept", e);
    }
  }

  private void serve(Socket socket) {
    byte[] tif = new byte[size];
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream()) {
      socket.setTcpNoDelay(true);
      byte[] message = Batches.message(1L << 32, 0, 0, tif);
      int at = new String(message, 0, 64, StandardCharsets.ISO_8859_1).indexOf("batch_id") + 8;
      while (in.readLine() != null) {
        skipHeaders(in);
        long seqId = next.getAndIncrement();
        if (seqId >= count) {
          out.write(head("404 Not Found", 0));
        } else {
          ByteBuffer.wrap(message).put(at, (byte) 0xcf).putLong(at + 1, seqId);
          out.write(head("200 OK", message.length));
          out.write(message);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a connection broke", e);
    }
  }

  private static void skipHeaders(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
  }

  private static byte[] head(String status, int length) {
    return String.format(Locale.ROOT, "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n", status, length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "fast-challenger");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
