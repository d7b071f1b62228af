package org.meltwatch.challenger.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.FakePrint;
import org.meltwatch.challenger.bench.OurResult;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.bench.TestClient;
import org.meltwatch.challenger.http.Access;

final class NetworkDelayTest {

  private static final Settings SETTINGS =
      Settings.of(FakePrint.of(1, 1)).withAccess(Access.LOOPBACK.withToken(TestClient.TOKEN));

  @Test
  void tileNanos_manyDraws_haveMeanAndSpread() {
    Network network = new Network(new NetworkDelay(10, 2, 100));
    double[] draws =
        IntStream.range(0, 20_000).mapToDouble(i -> network.tileNanos() / 1e6).toArray();
    double mean = IntStream.range(0, draws.length).mapToDouble(i -> draws[i]).average().orElse(0);
    double square =
        IntStream.range(0, draws.length)
            .mapToDouble(i -> (draws[i] - mean) * (draws[i] - mean))
            .average()
            .orElse(0);

    assertEquals(10, mean, 0.1);
    assertEquals(2, Math.sqrt(square), 0.1);
  }

  @Test
  void resultNanos_fixedPartOnly_isExact() {
    assertEquals(100_000_000, new Network(new NetworkDelay(0, 0, 100)).resultNanos());
    assertEquals(0, new Network(NetworkDelay.NONE).resultNanos());
  }

  @Test
  void tileNanos_wideSpread_isNeverNegative() {
    Network network = new Network(new NetworkDelay(1, 50, 0));

    assertTrue(IntStream.range(0, 1000).allMatch(i -> network.tileNanos() >= 0));
  }

  @Test
  void new_negativeDelay_saysWhich() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new NetworkDelay(1, -2, 0));

    assertEquals("delaySpread (-2.0) must be in [0, 60000]", e.getMessage());
  }

  @Test
  void conditions_changed_holdForBenchesThatAreCreatedAfterwards() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(SETTINGS)) {
      TestClient client = new TestClient(challenger.url());
      String before = client.begin("near");
      assertEquals(200, client.post("/api/conditions/0/20/0/1000", new byte[0]).statusCode());
      String far = client.begin("far");
      assertEquals(200, client.post("/api/conditions/0/0/0/0", new byte[0]).statusCode());
      String near = client.begin("near again");

      assertTrue(latency(challenger, client, far) >= 1_040_000);
      assertTrue(latency(challenger, client, before) < 1_000_000);
      assertTrue(latency(challenger, client, near) < 1_000_000);
    }
  }

  @Test
  void conditions_impossible_areRefusedAndSayWhy() throws Exception {
    try (LocalChallenger challenger = LocalChallenger.start(SETTINGS)) {
      TestClient client = new TestClient(challenger.url());
      HttpResponse<byte[]> answer = client.post("/api/conditions/0/10/-2/0", new byte[0]);

      assertEquals(400, answer.statusCode());
      assertEquals(
          "conditions: delaySpread (-2.0) must be in [0, 60000]", TestClient.text(answer).strip());
      assertEquals(400, client.post("/api/conditions/x/0/0/0", new byte[0]).statusCode());
      assertEquals(400, client.post("/api/conditions/-1/0/0/0", new byte[0]).statusCode());
    }
  }

  private static long latency(LocalChallenger challenger, TestClient client, String bench)
      throws Exception {
    EncodedTile tile = client.next(bench);
    client.postResult(
        bench,
        new OurResult(tile.batchId(), 0, tile.key().printId(), tile.key().tileId(), 0, List.of()));
    return challenger.figures(bench).latencyMinMicros();
  }

  @Test
  void end_withDelay_hasItInTheChallengersOwnView() throws Exception {
    Settings settings = Settings.of(FakePrint.of(1, 1)).withDelay(new NetworkDelay(20, 0, 30));
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      TestClient client = new TestClient(challenger.url());

      assertTrue(latency(challenger, client, client.begin("far")) >= 70_000);
    }
  }
}
