package org.meltwatch.challenger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.results.PostedResult;
import org.meltwatch.kernel.tiff.TiffDecoder;
import org.meltwatch.model.TileKey;

/** The calls of the wire protocol over loopback HTTP, as clients use them. */
final class ProtocolTest {

  private static final FakePrint PRINT = FakePrint.of(3, 4);
  private static LocalChallenger challenger;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    challenger = LocalChallenger.start(Settings.of(PRINT));
    client = new TestClient(challenger.url());
  }

  @AfterAll
  static void stop() {
    challenger.close();
  }

  private static OurResult result(EncodedTile tile, PostedResult.Centroid... centroids) {
    TileKey key = tile.key();
    return new OurResult(tile.batchId(), 0, key.printId(), key.tileId(), 1, List.of(centroids));
  }

  @Test
  void nextBatch_untilNoMore_handsOutEveryTileInOrder() throws Exception {
    String bench = client.begin("order");
    List<EncodedTile> taken = new ArrayList<>();
    for (EncodedTile tile = client.next(bench); tile != null; tile = client.next(bench)) {
      taken.add(tile);
    }
    assertEquals(challenger.tiles(), taken);
    for (int index = 0; index < taken.size(); index++) {
      EncodedTile tile = taken.get(index);
      assertEquals(index, tile.batchId());
      assertEquals(new TileKey("FAKE", index % 4), tile.key());
      assertEquals(index / 4, tile.layer());
      byte[] tif = tile.tif();
      try (TiffDecoder decoder = new TiffDecoder()) {
        assertEquals(PRINT.tiles(index / 4).get(index % 4), decoder.decode(tif, 0, tif.length));
      }
    }
    assertEquals(404, client.get("/api/next_batch/" + bench).statusCode());
  }

  @Test
  void nextBatch_samePositionAgain_givesTheSameBatchAndCountsIt() throws Exception {
    String bench = client.begin("positions");
    EncodedTile first = client.next(bench, "0/2/0");
    EncodedTile other = client.next(bench, "1/2/0");
    EncodedTile second = client.next(bench, "0/2/1");
    assertEquals(challenger.tiles().subList(0, 3), List.of(first, other, second));
    assertEquals(first, client.next(bench, "0/2/0"));
    assertEquals(second, client.next(bench, "0/2/1"));
    assertEquals(challenger.tiles().get(3), client.next(bench));
    assertEquals(2, client.end(bench).get("0").get("repeats").intValue());
  }

  @Test
  void nextBatch_samePositionAfterTheLast_isStillGiven() throws Exception {
    String bench = client.begin("end");
    EncodedTile first = client.next(bench, "0/1/0");
    drain(bench);
    assertNull(client.next(bench, "0/1/1"));
    assertEquals(first, client.next(bench, "0/1/0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0/1", "a/b/c", "0/1/-1", "0/1/99999999999999999999"})
  void nextBatch_positionThatIsNone_isRefused(String position) throws Exception {
    String bench = client.begin("positions");
    assertEquals(400, client.get("/api/next_batch/" + bench, position).statusCode());
    assertEquals(challenger.tiles().get(0), client.next(bench), "nothing was handed out");
  }

  @Test
  void nextBatch_fromManyClientsOnTwoBenches_givesEachBatchToOneOfThem() throws Exception {
    List<String> benches = List.of(client.begin("first"), client.begin("second"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<Long>>> shares = new ArrayList<>();
    for (int index = 0; index < 8; index++) {
      String bench = benches.get(index % 2);
      Callable<List<Long>> drain = () -> drain(bench);
      shares.add(threads.submit(drain));
    }
    List<Long> expected = LongStream.range(0, challenger.tiles().size()).boxed().toList();
    for (int which = 0; which < 2; which++) {
      List<Long> taken = new ArrayList<>();
      for (int index = which; index < 8; index += 2) {
        taken.addAll(shares.get(index).get());
      }
      taken.sort(null);
      assertEquals(expected, taken);
    }
    threads.shutdown();
  }

  private static List<Long> drain(String bench) throws IOException, InterruptedException {
    List<Long> taken = new ArrayList<>();
    for (EncodedTile tile = client.next(bench); tile != null; tile = client.next(bench)) {
      taken.add(tile.batchId());
    }
    return taken;
  }

  @Test
  void result_posted_isGivenBackByteForByte() throws Exception {
    String bench = client.begin("results");
    EncodedTile tile = client.next(bench);
    assertEquals(404, client.get("/api/get_result/0/%s/0".formatted(bench)).statusCode());
    OurResult result = result(tile, new PostedResult.Centroid(3.25, 4.5, 7));
    HttpResponse<byte[]> answer = client.postResult(bench, result);
    assertEquals(200, answer.statusCode());
    assertTrue(TestClient.text(answer).matches("\\{\"timestamp\":\"\\d{4}-.*Z\"}"));

    HttpResponse<byte[]> stored = client.get("/api/get_result/0/%s/0".formatted(bench));
    assertArrayEquals(result.encode(), stored.body());
    assertEquals("application/octet-stream", stored.headers().firstValue("content-type").get());
    assertEquals(result.asRead(), challenger.result(bench, 0).posted());
    assertNull(challenger.result(bench, 1));
  }

  @Test
  void result_postedTwice_replacesTheFirstAndCountsOnce() throws Exception {
    String bench = client.begin("twice");
    EncodedTile tile = client.next(bench);
    client.postResult(bench, result(tile));
    OurResult second = result(tile, new PostedResult.Centroid(1, 2, 5));
    assertEquals(200, client.postResult(bench, second).statusCode());
    assertEquals(second.asRead(), challenger.result(bench, 0).posted());
    assertEquals(1, client.end(bench).get("0").get("count").intValue());
  }

  @Test
  void end_withResultsMissing_reportsWhatClientsParse() throws Exception {
    String bench = client.begin("end");
    for (int index = 0; index < 5; index++) {
      client.postResult(bench, result(client.next(bench)));
    }
    JsonNode figures = client.end(bench).get("0");
    List<String> names = new ArrayList<>();
    figures.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "count",
            "missing",
            "repeats",
            "throughput",
            "latency_min",
            "latency_mean",
            "latency_p99",
            "latency_max"),
        names);
    assertEquals(5, figures.get("count").intValue());
    assertEquals(7, figures.get("missing").intValue());
    assertTrue(Double.parseDouble(figures.get("throughput").textValue()) > 0);
    for (String latency : names.subList(4, 8)) {
      assertTrue(figures.get(latency).textValue().matches("(\\d+s)?(\\d+ms)?(\\d+µs)?"), latency);
    }
    assertEquals(412, client.post("/api/end/" + bench, new byte[0]).statusCode());
    assertEquals(412, client.get("/api/next_batch/" + bench).statusCode());
    assertEquals(200, client.get("/api/get_result/0/%s/4".formatted(bench)).statusCode());
  }

  @Test
  void history_afterABench_listsItFirst() throws Exception {
    String bench = client.begin("history");
    client.end(bench);
    JsonNode newest = client.json("/api/history").get(0);
    assertEquals(bench, newest.get("bench_id").textValue());
    assertEquals("history", newest.get("name").textValue());
    for (String name : List.of("throughput", "latency_mean", "latency_max")) {
      assertTrue(newest.get(name).isTextual(), name);
    }
  }

  @Test
  void create_withMaxBatches_handsOutNoMore() throws Exception {
    String bench =
        client.create(
            "{\"apitoken\": \"a\", \"test\": false, \"queries\": [0], \"max_batches\": 2}");
    assertEquals(412, client.get("/api/next_batch/" + bench).statusCode());
    assertEquals(200, client.post("/api/start/" + bench, new byte[0]).statusCode());
    assertEquals(412, client.post("/api/start/" + bench, new byte[0]).statusCode());
    assertEquals(List.of(0L, 1L), drain(bench));
    assertEquals(2, client.end(bench).get("0").get("missing").intValue());
  }

  @Test
  void nextBatch_withRate_isPacedAcrossConnections() throws Exception {
    try (LocalChallenger paced = LocalChallenger.start(Settings.of(PRINT).withRate(50))) {
      TestClient pacedClient = new TestClient(paced.url());
      String bench = pacedClient.begin("paced");
      ExecutorService threads = Executors.newFixedThreadPool(3);
      long begun = System.nanoTime();
      List<Future<Integer>> shares =
          IntStream.range(0, 3)
              .mapToObj(any -> threads.submit(() -> count(pacedClient, bench)))
              .toList();
      int taken = 0;
      for (Future<Integer> share : shares) {
        taken += share.get();
      }
      assertEquals(12, taken);
      long millis = (System.nanoTime() - begun) / 1_000_000;
      assertTrue(millis >= 11 * 20, () -> "12 tiles at 50 a second took " + millis + " ms");
      threads.shutdown();
    }
  }

  private static int count(TestClient client, String bench) throws Exception {
    int count = 0;
    while (client.next(bench) != null) {
      count++;
    }
    return count;
  }

  @Test
  void plot_withAnotherThreshold_showsWhatIsAboveIt() throws Exception {
    try (LocalChallenger other = LocalChallenger.start(Settings.of(PRINT).withSaturatedAbove(60))) {
      TestClient itsClient = new TestClient(other.url());
      String bench = itsClient.begin("threshold");
      itsClient.postResult(bench, result(itsClient.next(bench)));
      String svg = TestClient.text(itsClient.get("/api/plot/0/%s/0".formatted(bench)));
      assertTrue(svg.contains("d=\"M0 0.5h1M5 7.5h3\""), svg);
      String page = TestClient.text(itsClient.get("/dash/" + bench));
      assertTrue(page.contains("href=\"/api/plot/0/" + bench + "/0\""), page);
    }
  }

  @Test
  void plot_ofAResult_showsImageSaturatedPointsAndClusters() throws Exception {
    String bench = client.begin("plot");
    EncodedTile tile = client.next(bench);
    String path = "/api/plot/0/%s/0".formatted(bench);
    assertEquals(404, client.get(path).statusCode());
    client.postResult(bench, result(tile, new PostedResult.Centroid(3, 4, 7)));
    HttpResponse<byte[]> plot = client.get(path);
    assertEquals("image/svg+xml", plot.headers().firstValue("content-type").get());
    String svg = new String(plot.body(), UTF_8);
    assertTrue(svg.contains("FAKE · layer 0 · tile 0"), svg);
    assertTrue(svg.contains("href=\"data:image/png;base64,"), svg);
    assertTrue(svg.contains("d=\"M0 0.5h1\""), svg);
    assertTrue(svg.contains("<circle cx=\"4.50\" cy=\"3.50\""), svg);
  }
}
