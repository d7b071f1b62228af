package org.meltwatch.runners.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.conformance.LaunchedRun;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.files.TiffFile;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** A whole run that a defect ends, and whose alerts go to a webhook. */
@Tag("processes")
@Timeout(180)
class DirectAlertsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temporary = Path.of("");
  private final Map<String, String> taken = Collections.synchronizedMap(new TreeMap<>());

  @Test
  void run_withStopOnAndAWebhook_endsWithCode4AndEachAlertIsThereOnce() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("layers"));
    SyntheticPrint print = new SyntheticPrint("SYN", 12, Grid.parse("1x1"), 120, 7);
    for (int layer = 0; layer < print.layers(); layer++) {
      Files.write(
          folder.resolve("layer_" + layer + ".tif"), TiffFile.encode(print.tiles(layer).get(0)));
    }
    Path results = temporary.resolve("results");
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          taken.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    hook.start();
    List<String> arguments =
        List.of(
            "--stack=" + folder,
            "--grid=2x2",
            "--pixelSizeMm=0.125",
            "--layerThicknessMm=0.04",
            "--regionPoints=1",
            "--minorHeight=1",
            "--edges=count",
            "--stopOn=MINOR",
            "--alert=webhook:http://127.0.0.1:" + hook.getAddress().getPort() + "/hook",
            "--rate=20",
            "--output=" + results);
    try (LaunchedRun run = LaunchedRun.start(temporary, results, arguments)) {
      assertEquals(4, run.await(Duration.ofSeconds(150)), run.said());
      assertTrue(run.said().contains("MINOR: "), run.said());
      assertTrue(run.said().contains("meltwatch: stopped by --stopOn=MINOR"), run.said());

      JsonNode summary = JSON.readTree(results.resolve("run.json").toFile());
      assertEquals("--stopOn=MINOR", summary.path("stopped_by").asText());
      JsonNode alerts = summary.path("alerts");
      long levels = Files.readAllLines(results.resolve("alerts.csv")).size() - 1L;
      long data;
      try (Stream<String> lines = Files.lines(results.resolve("quality.csv"))) {
        // What a run that ends early leaves out of its last layer is a disturbance of that layer.
        data = lines.filter(line -> line.endsWith(",true")).count();
      }
      long raised = levels + data;
      assertTrue(levels > 0, summary.toPrettyString());
      assertEquals(raised, alerts.path("raised").asLong(), summary.toPrettyString());
      assertEquals(raised, alerts.path("shown").asLong(), summary.toPrettyString());
      assertEquals(raised, alerts.at("/sinks/0/delivered").asLong(), run.said());
      assertEquals(raised, taken.size());
      assertEquals(raised, Files.readAllLines(results.resolve("alerts-sent.jsonl")).size());

      JsonNode space = JSON.readTree(results.resolve("defects.json").toFile());
      int defects = Files.readAllLines(results.resolve("defects.csv")).size() - 1;
      assertEquals(defects, space.path("defects").size());
      assertFalse(Files.size(results.resolve("defects.ply")) == 0);
    } finally {
      hook.stop(0);
    }
  }
}
