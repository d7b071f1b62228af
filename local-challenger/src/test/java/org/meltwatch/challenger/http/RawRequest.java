package org.meltwatch.challenger.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * A request as it goes over the wire: with headers that clients set by themselves, or unfinished.
 */
final class RawRequest implements AutoCloseable {

  private final Socket socket;

  private RawRequest(Socket socket) {
    this.socket = socket;
  }

  /** Sends a request line and headers, and no body yet. */
  static RawRequest send(String url, String line, List<String> headers) throws IOException {
    URI uri = URI.create(url);
    RawRequest request = new RawRequest(new Socket(uri.getHost(), uri.getPort()));
    StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\n");
    headers.forEach(header -> text.append(header).append("\r\n"));
    request.write(text.append("\r\n").toString());
    return request;
  }

  /** Sends more of the body. */
  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The answer's status; waits for it. */
  int status() throws IOException {
    socket.setSoTimeout(30_000);
    StringBuilder line = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next >= 0 && next != '\r';
        next = socket.getInputStream().read()) {
      line.append((char) next);
    }
    if (line.length() < "HTTP/1.1 200".length()) {
      throw new IOException("no status but: " + line);
    }
    return Integer.parseInt(line.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
