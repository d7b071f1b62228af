package org.meltwatch.challenger.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.FakePrint;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.bench.TestClient;

/** Who may ask a challenger: not the pages that a user's browser happens to show. */
final class AccessTest {

  private static final String CREATE = "{\"apitoken\": \"a\", \"test\": true}";

  private LocalChallenger challenger;
  private int port;

  @BeforeEach
  void start() throws Exception {
    challenger = start(Access.LOOPBACK.withToken("right").called(List.of("Challenger")));
    port = URI.create(challenger.url()).getPort();
  }

  @AfterEach
  void stop() {
    challenger.close();
  }

  private static LocalChallenger start(Access access) throws IOException {
    return LocalChallenger.start(Settings.of(FakePrint.of(1, 1)).withAccess(access));
  }

  private static int get(String url, String path, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    try (RawRequest request = RawRequest.send(url, "GET " + path, all)) {
      return request.status();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:PORT, 200",
    "localhost:PORT, 200",
    "LocalHost.:PORT, 200",
    "localhost, 200",
    "localhost:9000, 200",
    "[::1]:PORT, 200",
    "challenger:PORT, 200",
    "evil.example:PORT, 421",
    "evil.example, 421",
    "localhost.evil.example:PORT, 421",
    "192.0.2.7:PORT, 421",
  })
  void request_forAName_isAnsweredIfItIsTheChallengers(String name, int status) throws Exception {
    String host = "Host: " + name.replace("PORT", String.valueOf(port));
    assertEquals(status, get(challenger.url(), "/api/history", host));
    assertEquals(status, get(challenger.url(), "/dash", host));
  }

  @Test
  void request_toAllAddresses_isAnsweredByAddressButNotByForeignName() throws Exception {
    try (LocalChallenger open = start(Access.LOOPBACK.at("0.0.0.0", 0))) {
      String url = "http://127.0.0.1:" + URI.create(open.url()).getPort();
      assertEquals(200, get(url, "/dash", "Host: 192.0.2.7"));
      assertEquals(200, get(url, "/dash", "Host: localhost"));
      assertEquals(421, get(url, "/dash", "Host: evil.example"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:PORT, 200",
    "http://evil.example, 403",
    "http://127.0.0.1:1, 403",
    "http://localhost:PORT, 403",
    "null, 403",
    "'', 403",
  })
  void request_ofAPage_isAnsweredIfThePageIsTheChallengers(String origin, int status)
      throws Exception {
    String host = "Host: 127.0.0.1:" + port;
    String from = "Origin: " + origin.replace("PORT", String.valueOf(port));
    assertEquals(status, get(challenger.url(), "/api/history", host, from));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=UTF-8, 200",
    "APPLICATION/JSON;charset=utf-8, 200",
    "text/json, 200",
    "application/problem+json, 200",
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "multipart/form-data; boundary=json, 415",
    "application/jsonp, 415",
  })
  void create_ofAContentType_isTakenIfItIsJson(String type, int status) throws Exception {
    assertEquals(status, post("/api/create", CREATE, "Content-Type", type));
    assertEquals(status == 200, !history().equals("[]"));
  }

  @Test
  void create_withoutContentType_isRefused() throws Exception {
    assertEquals(415, post("/api/create", CREATE, null, ""));
    assertEquals("[]", history());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "righ", "right2", ""})
  void conditions_withAnotherToken_areNotChanged(String token) throws Exception {
    assertEquals(403, post("/api/conditions/0/0/0/5000", "", "Meltwatch-Token", token));
  }

  @Test
  void conditions_withTheToken_areChanged() throws Exception {
    assertEquals(200, post("/api/conditions/0/0/0/5000", "", "Meltwatch-Token", "right"));
    assertEquals(403, post("/api/conditions/0/0/0/0", "", null, ""));
  }

  @Test
  void conditions_ofAChallengerWithoutToken_areNotChanged() throws Exception {
    try (LocalChallenger nobodys = start(Access.LOOPBACK)) {
      TestClient client = new TestClient(nobodys.url());
      assertEquals(403, client.post("/api/conditions/0/0/0/0", new byte[0]).statusCode());
    }
  }

  @Test
  void toString_ofAccess_keepsTheToken() {
    assertFalse(Access.LOOPBACK.withToken("secret").toString().contains("secret"));
  }

  private int post(String path, String body, @Nullable String header, String value)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(challenger.url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
    if (header != null) {
      request.header(header, value);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private String history() throws IOException, InterruptedException {
    return TestClient.text(new TestClient(challenger.url()).get("/api/history"));
  }
}
