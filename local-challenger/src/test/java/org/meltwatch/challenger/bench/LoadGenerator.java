package org.meltwatch.challenger.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes a bench's batches as fast as they come, with plain sockets so that the client costs little,
 * and says how many a second that were.
 *
 * <pre>java -cp ... org.meltwatch.challenger.bench.LoadGenerator http://127.0.0.1:8866 4 3</pre>
 */
final class LoadGenerator {

  private LoadGenerator() {}

  /** Arguments: the challenger's address, connections, benches one after the other. */
  public static void main(String[] arguments) throws Exception {
    URI address = URI.create(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    int benches = Integer.parseInt(arguments[2]);
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    for (int round = 0; round < benches; round++) {
      String bench = new TestClient(arguments[0]).begin("load " + round);
      long begun = System.nanoTime();
      List<Future<long[]>> taken = new ArrayList<>();
      for (int connection = 0; connection < connections; connection++) {
        taken.add(threads.submit(() -> drain(address, bench)));
      }
      long tiles = 0;
      long bytes = 0;
      for (Future<long[]> share : taken) {
        tiles += share.get()[0];
        bytes += share.get()[1];
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "%d tiles of %d bytes over %d connections: %.0f tiles/s, %.0f MB/s%n",
          tiles, bytes / Math.max(1, tiles), connections, tiles / seconds, bytes / seconds / 1e6);
    }
    threads.shutdown();
  }

  private static long[] drain(URI address, String bench) throws IOException {
    byte[] request =
        "GET /api/next_batch/%s HTTP/1.1\r\nHost: local\r\n\r\n"
            .formatted(bench)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[1 << 20];
    long tiles = 0;
    long bytes = 0;
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
      while (true) {
        out.write(request);
        boolean found = line(in).contains(" 200 ");
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.startsWith("Content-Length: ")) {
            length = Integer.parseInt(header.substring("Content-Length: ".length()));
          }
        }
        in.readFully(body, 0, length);
        if (!found) {
          return new long[] {tiles, bytes};
        }
        tiles++;
        bytes += length;
      }
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("connection closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
