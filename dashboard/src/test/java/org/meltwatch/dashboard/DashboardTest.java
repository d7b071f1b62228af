package org.meltwatch.dashboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.dashboard.http.Access;
import org.meltwatch.dashboard.runs.Runs;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.pictures.Keep;
import org.meltwatch.record.rows.QualityAnswer.DisturbedLayer;
import org.meltwatch.tracking.Level;
import org.meltwatch.worker.WorkerState;

final class DashboardTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PRINT = "api/runs/this/prints/0";

  @TempDir private Path dir;

  private final HttpClient http = HttpClient.newHttpClient();
  private Dashboard dashboard;
  private Results results;

  @BeforeEach
  void serve() throws IOException {
    results = new Results(dir);
    dashboard = Dashboard.start(Runs.of(dir, () -> true), Access.LOOPBACK, true);
  }

  @AfterEach
  void close() throws InterruptedException {
    dashboard.close();
    WorkerState.close();
  }

  @Test
  void runs_whileOneGoesOn_tellItsPrintsByAnyName() throws Exception {
    results.answer(0, 0);
    results.answer(0, 1);
    results.close(0, Level.MINOR);

    JsonNode run = json("api/runs").at("/runs/0");
    assertEquals("running", run.path("state").asText());
    assertEquals(2, run.path("results").asInt());
    assertEquals(0, json("api/runs/this").at("/counts/lanes_ended").asInt(-1));
    JsonNode print = run.at("/prints/0");
    assertEquals(Results.PRINT, print.path("print").asText());
    assertEquals(2, print.path("columns").asInt());
    assertTrue(print.path("plate_known").asBoolean());
    assertEquals("MINOR", print.path("worst").asText());
  }

  @Test
  void layers_ofTilesInAllStates_countThem() throws Exception {
    results.answer(0, 0);
    results.answer(0, 1);
    results.close(0, Level.STOP);
    results.answer(1, 0);
    results.skipped(1, 1, 2);

    JsonNode layers = json(PRINT + "/layers");
    assertEquals("[0,1]", layers.path("layer").toString());
    assertEquals("[2,1]", layers.path("tiles").toString());
    assertEquals("[0,1]", layers.path("missing").toString());
    assertEquals("[3,null]", layers.path("hot").toString());
    assertEquals("[7000.0,7000.0]", layers.path("largest").toString());
    assertEquals("[\"stop\",\"open\"]", layers.path("state").toString());
  }

  @Test
  void layers_fromOneOn_leaveOutThoseBefore() throws Exception {
    results.answer(0, 0);
    results.answer(1, 0);
    results.answer(2, 0);

    assertEquals("[1,2]", json(PRINT + "/layers?from=1").path("layer").toString());
    assertEquals("[]", json(PRINT + "/layers?from=3").path("layer").toString());
  }

  @Test
  void layers_whoseImagesAreDisturbed_sayHow() throws Exception {
    results.answer(0, 0);
    results.answer(0, 1);
    results.answer(1, 0);
    results.write(
        new DisturbedLayer(Results.PRINT, 0, Disturbance.VOID, 2, "", true, 50),
        new DisturbedLayer(Results.PRINT, 0, Disturbance.SCALED, 2, "30 %", false, 50),
        new DisturbedLayer(Results.PRINT, 1, Disturbance.MISSING, 1, "1", true, 60));

    JsonNode layers = json(PRINT + "/layers");
    assertEquals("all void; out of scale, 30 %", layers.at("/data_alert/0").asText());
    assertEquals("1 tiles missing (1)", layers.at("/data_alert/1").asText());
    assertEquals("[\"disturbed\",\"open\"]", layers.path("state").toString());
    JsonNode alerts = json("api/runs/this").path("alerts");
    assertEquals(2, alerts.size(), "what has begun before is no alert");
    assertEquals("DATA", alerts.at("/0/level").asText());
    assertEquals("void", alerts.at("/0/id").asText());
    assertEquals("all void", alerts.at("/0/words").asText());
    assertEquals("missing", alerts.at("/1/id").asText());
  }

  @Test
  void layers_ofATile_areItsOwn() throws Exception {
    results.answer(0, 0);
    results.answer(0, 1);
    results.picture(0, 1, Keep.PREVIEW, 20_000);
    results.close(0, Level.MINOR);

    JsonNode first = json(PRINT + "/layers?tile=0");
    assertEquals("[3]", first.path("saturated").toString());
    assertEquals("[3]", first.path("hot").toString());
    assertEquals("[1]", first.path("active").toString());
    assertEquals("[7000.0]", first.path("largest").toString());
    assertEquals("[null]", first.path("mean").toString());
    JsonNode second = json(PRINT + "/layers?tile=1");
    assertEquals("[0]", second.path("hot").toString());
    assertEquals("[0]", second.path("active").toString());
    assertEquals("[20000.0]", second.path("mean").toString());
    assertEquals(404, get(PRINT + "/layers?tile=2").statusCode());
  }

  @Test
  void layers_askedForCompressed_areThoseOfTheStateOfTheRun() throws Exception {
    results.answer(0, 0);
    assertEquals("[0]", zipped(PRINT + "/layers").path("layer").toString());
    results.answer(1, 0);

    await(PRINT + "/layers", "/layer/1", "1");

    assertEquals(json(PRINT + "/layers"), zipped(PRINT + "/layers"));
    assertEquals(json(PRINT + "/layers?from=1"), zipped(PRINT + "/layers?from=1"));
    assertEquals(json(PRINT + "/layers/1"), zipped(PRINT + "/layers/1"));
    assertEquals(json(PRINT + "/defects"), zipped(PRINT + "/defects"));
  }

  private JsonNode zipped(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Accept-Encoding", "gzip, deflate").build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    return JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(answer.body())));
  }

  @Test
  void layers_ofARectangle_countWhatLiesInIt() throws Exception {
    results.answer(0, 0);
    results.answer(0, 1);
    results.picture(0, 0, Keep.PREVIEW, 4000);
    results.picture(0, 1, Keep.PREVIEW, 20_000);
    results.saturated(0, 0);
    results.close(0, Level.MINOR);

    JsonNode part = json(PRINT + "/layers?min_x=0&min_y=3&max_x=3&max_y=11");
    assertEquals("[2]", part.path("hot").toString());
    assertEquals("[1]", part.path("regions").toString());
    assertEquals("[2]", part.path("clusters").toString());
    assertEquals("[1]", part.path("outliers").toString(), "that of tile 1");
    assertEquals("[7000.0]", part.path("largest").toString());
    assertEquals("[" + (2 * 3968 + 20096) / 3.0 + "]", part.path("mean").toString());
    assertEquals("[" + 2 / 3.0 + "]", part.path("void").toString());
    assertEquals("[null]", part.path("saturated").toString(), "nobody has kept those of tile 1");
    JsonNode left = json(PRINT + "/layers?min_x=0&min_y=3&max_x=3&max_y=7");
    assertEquals("[5]", left.path("saturated").toString());
    assertEquals("[0]", left.path("outliers").toString());
    assertEquals("[0.0]", left.path("largest").toString());
    assertEquals(400, get(PRINT + "/layers?min_x=3&min_y=0&max_x=2&max_y=2").statusCode());
  }

  @Test
  void layer_whoseSaturatedPointsAreKept_tellsWhereTheyAre() throws Exception {
    results.answer(0, 1);
    assertTrue(json(PRINT + "/layers/0").at("/points/saturated").isNull());

    results.answer(1, 1);
    results.picture(1, 1, Keep.PREVIEW, 20_000);
    results.saturated(1, 1);
    await(PRINT + "/layers", "/layer/1", "1");
    assertEquals(
        "[0,8,0,9,0,10,0,11,0,12,0,13,0,14,0,15]",
        json(PRINT + "/layers/1").at("/points/saturated").toString());
  }

  @Test
  void letter_ofAMessageWithAnImage_showsWhatThereIs() throws Exception {
    Path letters = Files.createDirectories(dir.resolve("dead-letters"));
    // A message of some other format around the smallest TIFF file: 2 x 1 points.
    ByteBuffer message = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    message.put(new byte[] {1, 2, 3, 'I', 'I', 42, 0}).putInt(8);
    int[][] tags = {{256, 2}, {257, 1}, {258, 16}, {259, 1}, {262, 1}, {273, 98}, {279, 4}};
    message.putShort((short) tags.length);
    for (int[] tag : tags) {
      message.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    message.putInt(0).putShort((short) 0x1234).putShort((short) 0xFFFF);
    Files.write(letters.resolve("batch0-lane0-0.msgpack"), message.array());
    results.refused(0, 0, "its key is odd", "batch0-lane0-0.msgpack");
    results.refused(0, 1, "no TIFF", "../started.json");

    HttpResponse<byte[]> answer = get("api/runs/this/letters/0/image.png");
    assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertEquals(2, seen.getWidth());
    assertEquals(0x12, seen.getRaster().getSample(0, 0, 0));
    assertEquals(0xFF, seen.getRaster().getSample(1, 0, 0));
    assertEquals(404, get("api/runs/this/letters/1/image.png").statusCode());
    assertEquals(404, get("api/runs/this/letters/2/image.png").statusCode());
  }

  @Test
  void layer_ofTwoTiles_isInPointsOfThePlate() throws Exception {
    results.picture(0, 0, Keep.PREVIEW, 20_000);
    results.answer(0, 1);
    results.picture(0, 1, Keep.PREVIEW, 20_000);
    results.refused(0, 0, "no TIFF");
    results.close(0, Level.MINOR);

    JsonNode layer = json(PRINT + "/layers/0");
    assertEquals("refused", layer.at("/tiles/0/state").asText());
    assertEquals("no TIFF", layer.at("/tiles/0/reason").asText());
    assertEquals("answered", layer.at("/tiles/1/state").asText());
    assertEquals("[[2.0,11.0,6]]", layer.path("clusters").toString());
    assertEquals("[[1,1.0,10.0,7000.0]]", layer.path("top5").toString());
    assertEquals("[1,2,1,10]", layer.at("/points/outliers").toString());
    assertEquals("[1,2,1,3,1,4]", layer.at("/points/hot").toString());
    assertEquals("[1,2,1,4]", layer.at("/defects/0/box").toString());
  }

  @Test
  void rows_thatABundleWroteTwice_countOnce() throws Exception {
    results.answer(0, 0);
    results.close(0, Level.MINOR);
    results.answer(0, 0);
    results.close(0, Level.MINOR);

    JsonNode run = json("api/runs/this");
    assertEquals(1, run.path("results").asInt());
    assertEquals(1, run.at("/prints/0/levels/MINOR").asInt());
    assertEquals(3, json(PRINT + "/points.json?from=0&to=0").path("count").asInt());
  }

  @Test
  void image_ofPreviews_joinsTilesToThePlate() throws Exception {
    results.answer(0, 0);
    results.picture(0, 1, Keep.PREVIEW, 0x4200);

    HttpResponse<byte[]> answer = get(PRINT + "/layers/0/image.png");
    BufferedImage plate = ImageIO.read(new ByteArrayInputStream(answer.body()));
    assertEquals(4, plate.getWidth());
    assertEquals(2, plate.getHeight());
    assertEquals(0, plate.getRaster().getSample(1, 0, 0));
    assertEquals(0x42, plate.getRaster().getSample(2, 1, 0));
    assertEquals(404, get(PRINT + "/layers/0/image.png?full=1").statusCode());
    assertEquals(404, get(PRINT + "/layers/0/image.png?tile=0").statusCode());
  }

  @Test
  void values_ofFullImages_areExact() throws Exception {
    results.picture(0, 0, Keep.FULL, 30_001);
    results.picture(0, 1, Keep.FULL, 65_535);

    HttpResponse<byte[]> answer = get(PRINT + "/layers/0/values.bin?x0=7&y0=7&x1=8&y1=9");
    assertEquals("true", answer.headers().firstValue("Meltwatch-Exact").orElseThrow());
    ByteBuffer values = ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(30_001, values.getShort() & 0xFFFF);
    assertEquals(65_535, values.getShort() & 0xFFFF);
    assertEquals(400, get(PRINT + "/layers/0/values.bin?x0=0&y0=0&x1=99&y1=1").statusCode());
  }

  @Test
  void points_ofRegions_nameTheirDefect() throws Exception {
    results.close(0, Level.MINOR);

    JsonNode index = json(PRINT + "/points.json?from=0&to=5");
    assertEquals("0-1-2", index.at("/defects/0/id").asText());
    ByteBuffer points =
        ByteBuffer.wrap(get(PRINT + "/points.bin?from=0&to=5").body())
            .order(ByteOrder.LITTLE_ENDIAN);
    int[] numbers = new int[12];
    points.asIntBuffer().get(numbers);
    assertArrayEquals(new int[] {0, 1, 2, 0, 0, 1, 3, 0, 0, 1, 4, 0}, numbers);
  }

  @Test
  void tryRules_whereOnlyPreviewsAreKept_sayWhatKeepsMore() throws Exception {
    results.picture(0, 0, Keep.PREVIEW, 30_000);

    HttpResponse<String> answer = post(PRINT + "/layers/0/try", "{}");
    assertEquals(409, answer.statusCode());
    assertTrue(answer.body().contains("--images=full"), answer.body());
  }

  @Test
  void tryRules_onFullImages_findWhatOtherRulesWouldHave() throws Exception {
    results.picture(0, 0, Keep.FULL, 60_001);

    HttpResponse<String> answer = post(PRINT + "/layers/0/try", "{\"saturated_above\": 60000}");
    assertEquals(64, JSON.readTree(answer.body()).path("saturated").asInt());
    assertEquals(400, post(PRINT + "/layers/0/try", "{\"saturated_above\": \"x\"}").statusCode());
  }

  @Test
  void commands_fromTheOwnPage_areWrittenAndShown() throws Exception {
    results.close(0, Level.MINOR);
    String mute =
        "{\"action\": \"mute\", \"print\": \""
            + Results.PRINT
            + "\", \"defect\": \"0-1-2\","
            + " \"family\": \"hot\", \"reason\": \"a seam\", \"by\": \"me\"}";

    assertFalse(json(PRINT + "/defects").at("/defects/0/muted").asBoolean(true));
    assertEquals(201, post("api/runs/this/commands", mute).statusCode());
    results.keepBack("mute.json", Level.MINOR);
    await(PRINT + "/defects", "/defects/0/muted", "true");
    await("api/runs/this", "/alerts/0/suppressed_by", "mute.json");
    JsonNode command = json("api/runs/this").at("/commands/0");
    assertEquals("a seam", command.path("reason").asText());
    assertEquals(0, command.path("print").asInt(-1));
    assertEquals(400, post("api/runs/this/commands", "{\"action\": \"mute\"}").statusCode());
  }

  @Test
  void report_ofARun_isInTheLanguageThatIsAskedFor() throws Exception {
    results.close(0, Level.MINOR);

    assertTrue(body("api/runs/this/report.html?language=en").contains("MINOR: watch it"));
    String german = body("api/runs/this/report.html?language=de");
    assertTrue(german.contains("MINOR: beobachten"), german);
    assertFalse(german.contains(Results.PRINT), german);
  }

  @Test
  void stream_ofARunThatGrows_tellsLayersAndAlertsOnce() throws Exception {
    results.answer(0, 0);
    HttpRequest request = HttpRequest.newBuilder(uri("api/runs/this/stream")).build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertEquals("retry: 2000", lines.readLine());
      results.close(1, Level.MAJOR);
      List<String> events = new ArrayList<>();
      while (!events.contains("event: layer")) {
        String line = lines.readLine();
        if (line.startsWith("event:")) {
          events.add(line);
        }
      }
      assertEquals(1, events.stream().filter("event: closed"::equals).count());
      assertEquals(1, events.stream().filter("event: alert"::equals).count());
    }
  }

  @Test
  void metrics_ofARun_holdAllThatTheGrafanaFileNames() throws Exception {
    results.answer(0, 0);
    results.close(0, Level.MINOR);

    String text = new String(get("metrics").body(), StandardCharsets.UTF_8);
    Set<String> told = all("(?m)^# TYPE (\\w+) ", text);
    Set<String> named =
        all(
            "(meltwatch_\\w+)",
            String.join(
                "",
                JSON.readTree(Path.of("..", "docs", "grafana.json").toFile())
                    .findValuesAsText("expr")));
    assertTrue(told.containsAll(named), told + " must hold all of " + named);
    assertTrue(text.contains("meltwatch_results_total{run=\"this\"} 1.0\n"), text);
    assertTrue(
        text.contains("level=\"MINOR\",print=\"<script>alert(1)</script>\",run=\"this\"} 1.0"),
        text);
  }

  @Test
  void page_ofAnyPathWithoutADot_isTheSame() throws Exception {
    HttpResponse<byte[]> page = get("run/this");
    assertEquals(200, page.statusCode());
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElseThrow()
            .startsWith("default-src 'self'"));
    assertArrayEquals(page.body(), get("").body());
    assertEquals(404, get("secret.txt").statusCode());
    assertEquals(404, get("api/runs/..").statusCode());
    assertEquals(404, get("api/nothing").statusCode());
  }

  @Test
  void poll_ofALineThatIsNoRow_warnsAndShowsTheRest() throws Exception {
    results.answer(0, 0);
    Files.writeString(dir.resolve("parts").resolve("events-x.jsonl"), "nonsense\n");

    JsonNode run = json("api/runs/this");
    assertEquals(1, run.path("results").asInt());
    assertTrue(run.at("/warnings/0").asText().contains("events-x.jsonl"), run.toString());
  }

  /** What is read may be some milliseconds old. */
  private void await(String path, String pointer, String value) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!json(path).at(pointer).asText().equals(value)) {
      assertTrue(System.nanoTime() < end, () -> path + " must come to say " + value);
      Thread.onSpinWait();
    }
  }

  private static Set<String> all(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private URI uri(String path) {
    return URI.create(dashboard.url() + path);
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<byte[]> answer = get(path);
    assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
    return JSON.readTree(answer.body());
  }

  private String body(String path) throws Exception {
    return new String(get(path).body(), StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
