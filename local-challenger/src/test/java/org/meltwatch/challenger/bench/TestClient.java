package org.meltwatch.challenger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Speaks to a challenger as a client would, over HTTP. Safe for use by several threads. */
public final class TestClient {

  /** What it takes to change the conditions of a challenger that was started with it. */
  public static final String TOKEN = "a token of the tests";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  public TestClient(String url) {
    this.url = url;
  }

  /** Creates a bench over all batches and starts it; its id. */
  public String begin(String name) throws IOException, InterruptedException {
    String bench =
        create("{\"apitoken\": \"any\", \"name\": \"%s\", \"test\": true}".formatted(name));
    post("/api/start/" + bench, new byte[0]);
    return bench;
  }

  String create(String json) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = post("/api/create", json.getBytes(UTF_8));
    assertEquals(200, response.statusCode(), () -> text(response));
    return JSON.readTree(response.body()).textValue();
  }

  /** The next batch, decoded, or null when there are no more. */
  public @Nullable EncodedTile next(String bench) throws IOException, InterruptedException {
    return batch(get("/api/next_batch/" + bench));
  }

  /** The batch for a position of a lane, or null. */
  public @Nullable EncodedTile next(String bench, String position)
      throws IOException, InterruptedException {
    return batch(get("/api/next_batch/" + bench, position));
  }

  private static @Nullable EncodedTile batch(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() == 404) {
      return null;
    }
    assertEquals(200, response.statusCode(), () -> text(response));
    return decode(response.body());
  }

  static EncodedTile decode(byte[] message) throws IOException {
    long batchId = -1;
    String print = "";
    int tile = -1;
    int layer = -1;
    int tif = 0;
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(message)) {
      int entries = unpacker.unpackMapHeader();
      for (int entry = 0; entry < entries; entry++) {
        switch (unpacker.unpackString()) {
          case "batch_id" -> batchId = unpacker.unpackLong();
          case "print_id" -> print = unpacker.unpackString();
          case "tile_id" -> tile = unpacker.unpackInt();
          case "layer" -> layer = unpacker.unpackInt();
          case "tif" -> tif = unpacker.readPayload(unpacker.unpackBinaryHeader()).length;
          default -> throw new IOException("unexpected key");
        }
      }
    }
    return new EncodedTile(batchId, new TileKey(print, tile), layer, message, tif);
  }

  public HttpResponse<byte[]> postResult(String bench, OurResult result)
      throws IOException, InterruptedException {
    return post(
        String.format(Locale.ROOT, "/api/result/0/%s/%d", bench, result.batchId()),
        result.encode());
  }

  public JsonNode end(String bench) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = post("/api/end/" + bench, new byte[0]);
    assertEquals(200, response.statusCode(), () -> text(response));
    return JSON.readTree(response.body());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(),
        BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> get(String path, String position)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header("Meltwatch-Position", position)
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> post(String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(TIMEOUT)
            .header(
                "Content-Type",
                path.equals("/api/create") ? "application/json" : "application/msgpack")
            .header("Meltwatch-Token", TOKEN)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }
}
