package org.meltwatch.challenger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.pages.PlotSvg;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.model.TileKey;

/** Requests that break the contract get a status, one clear line, and nothing else happens. */
final class HostileRequestsTest {

  private static LocalChallenger challenger;
  private static TestClient client;
  private static String bench;

  @BeforeAll
  static void start() throws Exception {
    challenger = LocalChallenger.start(Settings.of(FakePrint.of(2, 2)));
    client = new TestClient(challenger.url());
    bench = client.begin("hostile");
    client.next(bench);
  }

  @AfterAll
  static void stop() {
    challenger.close();
  }

  private static HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
    return client.post("/api/result/0/%s/0".formatted(bench), body);
  }

  @Test
  void result_ofABatchNotHandedOut_isNotFound() throws Exception {
    OurResult early = new OurResult(3, 0, "FAKE", 1, 1, List.of());
    HttpResponse<byte[]> answer = client.postResult(bench, early);
    assertEquals(404, answer.statusCode());
    assertEquals("batch 3 has not been handed out\n", TestClient.text(answer));
  }

  @Test
  void result_tooLarge_isRefused() throws Exception {
    assertEquals(413, post(new byte[5_000_000]).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{\"apitoken\": 1, \"test\": true}",
        "{\"apitoken\": \"a\", \"test\": \"yes\"}",
        "{\"apitoken\": \"a\", \"test\": true} {}",
        "{\"apitoken\": \"a\", \"test\": true, \"queries\": []}",
        "{\"apitoken\": \"a\", \"test\": true, \"queries\": [0, 0]}",
        "{\"apitoken\": \"a\", \"test\": true, \"queries\": [0.5]}",
        "{\"apitoken\": \"a\", \"test\": true, \"max_batches\": -1}",
        "{\"apitoken\": \"a\", \"test\": true, \"name\": {}}"
      })
  void create_breakingTheContract_isRefused(String body) throws Exception {
    HttpResponse<byte[]> answer = client.post("/api/create", body.getBytes(UTF_8));
    assertEquals(400, answer.statusCode(), body);
    assertTrue(TestClient.text(answer).length() > 10, body);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/next_batch/nobody, 404",
    "/api/next_batch/..%2f..%2fetc, 400",
    "/api/next_batch/%2e%2e, 400",
    "/api/next_batch/, 404",
    "/api/get_result/0/BENCH/..%2f0, 400",
    "/api/get_result/0/BENCH/-1, 400",
    "/api/get_result/0/BENCH/99999999999999999999, 400",
    "/api/get_result/x/BENCH/0, 400",
    "/api/get_result/1/BENCH/0, 404",
    "/api/plot/0/BENCH/1, 404",
    "/api/create, 405",
    "/api, 404",
    "/, 404",
    "/dash/nobody, 404",
    "/dash/BENCH?layer=two, 400",
    "/dash/BENCH?layer=99, 404",
    "/dash/BENCH?print=other, 404",
    "/dash/BENCH/0, 404"
  })
  void get_ofWhatIsNotThere_saysSo(String path, int status) throws Exception {
    assertEquals(status, client.get(path.replace("BENCH", bench)).statusCode());
  }

  @Test
  void dash_withMarkupInNames_escapesIt() throws Exception {
    String markup = "<script>alert('1')</script>\\\"&amp;";
    String id = client.create("{\"apitoken\":\"a\",\"test\":true,\"name\":\"" + markup + "\"}");
    for (String path : List.of("/dash", "/dash/" + id)) {
      String page = TestClient.text(client.get(path));
      assertFalse(page.contains("<script"), page);
      assertTrue(page.contains("&lt;script&gt;"), page);
      assertTrue(page.contains("&amp;amp;"), page);
    }
  }

  @Test
  void plot_withMarkupInThePrintsName_escapesIt() {
    String name = "<b>&\u0001";
    EncodedTile tile = Messages.batch(0, new TileKey(name, 0), 0, new byte[] {1, 2, 3});
    String svg = new String(PlotSvg.titled(tile, PostedResult.of(0, List.of()), 65_000), UTF_8);
    assertTrue(svg.contains("&lt;b&gt;&amp;\uFFFD · layer 0"), svg);
    assertTrue(svg.contains("image file not readable"), svg);
  }
}
