package org.meltwatch.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.dashboard.http.Access;
import org.meltwatch.dashboard.runs.Runs;

final class AccessTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final String JSON = "Content-Type: application/json\r\n";

  @TempDir private Path dir;

  @Test
  void request_forAnotherName_isRefused() throws Exception {
    try (Dashboard dashboard = Dashboard.start(Runs.in(dir), Access.LOOPBACK, true)) {
      assertEquals(421, status(dashboard, "GET", "/api/runs", "evil.example", ""));
      assertEquals(200, status(dashboard, "GET", "/api/runs", "localhost", ""));
    }
  }

  @Test
  void request_ofAPageFromElsewhere_isRefused() throws Exception {
    try (Dashboard dashboard = Dashboard.start(Runs.in(dir), Access.LOOPBACK, true)) {
      String path = "/api/runs/this/commands";
      String origin = JSON + "Origin: http://evil.example\r\n";
      assertEquals(403, status(dashboard, "POST", path, "localhost", origin));
      String site = JSON + "Sec-Fetch-Site: cross-site\r\n";
      assertEquals(403, status(dashboard, "POST", path, "localhost", site));
      assertEquals(
          403, status(dashboard, "POST", path, "localhost", "Content-Type: text/plain\r\n"));
    }
  }

  @Test
  void command_whereNoneAreTaken_isRefused() throws Exception {
    try (Dashboard dashboard = Dashboard.start(Runs.in(dir), Access.LOOPBACK, false)) {
      assertEquals(403, status(dashboard, "POST", "/api/runs/this/commands", "localhost", JSON));
    }
  }

  @Test
  void request_withoutTheToken_isRefusedAndTheAddressWithItSetsACookie() throws Exception {
    Access access = new Access("127.0.0.1", 0, List.of(), TOKEN);
    try (Dashboard dashboard = Dashboard.start(Runs.in(dir), access, true)) {
      assertEquals(401, status(dashboard, "GET", "/", "localhost", ""));
      assertEquals(401, status(dashboard, "GET", "/?token=wrong", "localhost", ""));
      String bearer = "Authorization: Bearer " + TOKEN + "\r\n";
      assertEquals(200, status(dashboard, "GET", "/api/runs", "localhost", bearer));
      String cookie = "Cookie: meltwatch_token=" + TOKEN + "\r\n";
      assertEquals(200, status(dashboard, "GET", "/metrics", "localhost", cookie));
      String answer = answer(dashboard, "GET", "/?token=" + TOKEN, "localhost", "");
      assertTrue(answer.startsWith("HTTP/1.1 303 "), answer);
      assertTrue(answer.contains("HttpOnly; SameSite=Strict"), answer);
      assertEquals(421, status(dashboard, "GET", "/?token=" + TOKEN, "evil.example", ""));
    }
  }

  @Test
  void access_openToOtherMachinesWithoutAToken_isRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new Access("0.0.0.0", 0, List.of(), null));
    assertEquals(
        "bind (0.0.0.0) is open to other machines and needs a token", refusal.getMessage());
    assertFalse(new Access("0.0.0.0", 0, List.of(), TOKEN).toString().contains(TOKEN));
  }

  private static int status(
      Dashboard dashboard, String method, String path, String host, String headers)
      throws IOException {
    return Integer.parseInt(answer(dashboard, method, path, host, headers).substring(9, 12));
  }

  private static String answer(
      Dashboard dashboard, String method, String path, String host, String headers)
      throws IOException {
    int port = URI.create(dashboard.url()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nConnection: close\r\n"
              + headers
              + (method.equals("POST") ? "Content-Length: 2\r\n\r\n{}" : "\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
