package org.meltwatch.challenger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.FakePrint;
import org.meltwatch.challenger.bench.OurResult;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.bench.TestClient;

/** Bodies that come in slowly, or never. */
@Timeout(60)
final class SlowBodiesTest {

  /** More than the server has threads. */
  private static final int MANY = 400;

  private static RawRequest begin(LocalChallenger challenger, String path, String type, int length)
      throws Exception {
    return RawRequest.send(
        challenger.url(),
        "POST " + path,
        List.of(
            "Host: 127.0.0.1:" + URI.create(challenger.url()).getPort(),
            "Content-Type: " + type,
            "Content-Length: " + length));
  }

  private static LocalChallenger start(Duration bodyTime) throws Exception {
    return LocalChallenger.start(
        Settings.of(FakePrint.of(1, 1)).withAccess(Access.LOOPBACK.withBodyTime(bodyTime)));
  }

  @Test
  void slowBodies_moreThanThreads_holdBackNobody() throws Exception {
    List<RawRequest> slow = new ArrayList<>();
    try (LocalChallenger challenger = start(Duration.ofSeconds(50))) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("slow");
      for (int index = 0; index < MANY; index++) {
        RawRequest request = begin(challenger, "/api/create", "application/json", 100);
        request.write("{");
        slow.add(request);
      }
      long begun = System.nanoTime();
      assertEquals(0, client.next(bench).batchId());
      OurResult result = new OurResult(0, 0, "FAKE", 0, 1, List.of());
      assertEquals(200, client.postResult(bench, result).statusCode());
      long millis = (System.nanoTime() - begun) / 1_000_000;
      assertTrue(
          millis < 10_000, () -> String.format(Locale.ROOT, "others waited for %d ms", millis));
    } finally {
      for (RawRequest request : slow) {
        request.close();
      }
    }
  }

  @Test
  void body_thatNeverEnds_isAnswered408InTime() throws Exception {
    try (LocalChallenger challenger = start(Duration.ofSeconds(1));
        RawRequest request = begin(challenger, "/api/create", "application/json", 100)) {
      request.write("{");
      long begun = System.nanoTime();
      assertEquals(408, request.status());
      assertTrue(System.nanoTime() - begun < 10_000_000_000L);
      assertEquals("[]", TestClient.text(new TestClient(challenger.url()).get("/api/history")));
    }
  }

  @Test
  void body_inPieces_isTaken() throws Exception {
    String json = "{\"apitoken\": \"a\", \"test\": true}";
    try (LocalChallenger challenger = start(Duration.ofSeconds(20));
        RawRequest request = begin(challenger, "/api/create", "application/json", json.length())) {
      for (String piece : json.split("(?=\")", -1)) {
        request.write(piece);
        Thread.sleep(20);
      }
      assertEquals(200, request.status());
    }
  }

  @Test
  void body_thatIsFarTooLarge_isAnswered413BeforeItEnds() throws Exception {
    try (LocalChallenger challenger = start(Duration.ofSeconds(20));
        RawRequest request =
            RawRequest.send(
                challenger.url(),
                "POST /api/create",
                List.of(
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked"))) {
      String chunk = "x".repeat(0x4000);
      for (int index = 0; index < 70; index++) {
        request.write("4000\r\n" + chunk + "\r\n");
      }
      assertEquals(413, request.status());
    }
  }
}
